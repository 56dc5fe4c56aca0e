@NullMarked
package org.liniya.audio.hearing;

import org.jspecify.annotations.NullMarked;
