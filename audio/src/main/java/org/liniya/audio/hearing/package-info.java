/**
 * Understanding what a telephone heard, as sound: tones by Goertzel, prompts by normalised
 * cross-correlation, in a whole recording ({@link org.liniya.audio.hearing.PromptFinder}) or while
 * it comes in ({@link org.liniya.audio.hearing.Ear}). Robots and tests use it, the line itself does
 * not. Everything is 8 kHz, 16 bits, one channel: what G.711 carries.
 */
@NullMarked
package org.liniya.audio.hearing;

import org.jspecify.annotations.NullMarked;
