/**
 * Sound primitives: G.711, WAV, tones and energy. Everything here is a pure function of its
 * arguments, safe on any thread, and knows nothing of telephony.
 */
@NullMarked
package org.liniya.audio;

import org.jspecify.annotations.NullMarked;
