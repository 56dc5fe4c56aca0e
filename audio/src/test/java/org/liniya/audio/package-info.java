/** Tests of the sound primitives, against the reference values of ITU-T G.711. */
@NullMarked
package org.liniya.audio;

import org.jspecify.annotations.NullMarked;
