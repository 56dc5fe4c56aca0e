/**
 * A second opinion on G.711, by its formulas: shares no code with the server's tables, so that a
 * mistake in those cannot hide in what the tests' own RTP ends send and judge. Prompts and tones
 * are found by {@code org.liniya.audio.hearing}.
 */
@NullMarked
package org.liniya.testkit.sound;

import org.jspecify.annotations.NullMarked;
