/**
 * Hears what callers say: the Vosk engine behind {@link org.liniya.port.SpeechRecognizer}.
 *
 * <p>The way of the sound, in order: {@link SoundRing} takes it from the media thread; on a thread
 * of {@link Workers} {@link VoskHearing} cuts it into frames; {@link SpeechDetector} finds speech
 * in them (its energy gate first, then a {@link VoiceModel}); {@link Decoder} makes words of the
 * speech; {@link org.liniya.listen.AcceptanceRule} says what they mean.
 */
@NullMarked
package org.liniya.speech.listen;

import org.jspecify.annotations.NullMarked;
