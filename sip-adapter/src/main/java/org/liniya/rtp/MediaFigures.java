package org.liniya.rtp;

/**
 * Figures of a stream so far. Immutable.
 *
 * @param lost by sequence numbers; never negative
 * @param jitterMicros interarrival jitter (RFC 3550 section 6.4.1)
 * @param longestGapMs the longest time between two packets received
 */
public record MediaFigures(
    long sent, long received, long lost, long jitterMicros, long longestGapMs) {}
