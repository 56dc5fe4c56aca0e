/** Tests of recordings. */
@NullMarked
package org.liniya.recording;

import org.jspecify.annotations.NullMarked;
