/**
 * What a telephone heard, judged as sound: tones by Goertzel, prompts by normalised
 * cross-correlation.
 *
 * <p>Everything is 8 kHz, 16 bits, one channel: what G.711 carries. Nothing here shares code with
 * the server's own sound classes, so that a mistake in those cannot hide here.
 */
@NullMarked
package org.liniya.testkit.sound;

import org.jspecify.annotations.NullMarked;
