/** The voices: engines that speak a text, each behind the port {@code SpeechSynthesizer}. */
@NullMarked
package org.liniya.speech.voice;

import org.jspecify.annotations.NullMarked;
