package org.liniya.audio.hearing;

/**
 * A prompt that may have been heard. Immutable.
 *
 * @param start first sample of the tape that is not the prompt's silence
 * @param length samples from there to the last that is not silence
 * @param explained how much of the energy heard it explains
 */
record Candidate(Heard heard, long start, int length, double explained) {

  /** Whether only one of the two can be right. */
  boolean disputes(Candidate other) {
    return overlap(start, length, other.start, other.length)
        > 0.25 * Math.min(length, other.length);
  }

  static long overlap(long start, int length, long otherStart, int otherLength) {
    return Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart);
  }
}
