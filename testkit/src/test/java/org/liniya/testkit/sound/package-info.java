/** Tests of the sound analysis. */
@NullMarked
package org.liniya.testkit.sound;

import org.jspecify.annotations.NullMarked;
