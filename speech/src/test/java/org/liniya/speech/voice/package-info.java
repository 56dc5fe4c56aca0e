@NullMarked
package org.liniya.speech.voice;

import org.jspecify.annotations.NullMarked;
