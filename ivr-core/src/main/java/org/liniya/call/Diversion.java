package org.liniya.call;

/**
 * One number from which a call was diverted before it came to us. Immutable.
 *
 * @param from as far believed as the trunk that told it; withheld where it is not to be shown
 * @param reason a word of RFC 5806: {@code unconditional}, {@code user-busy}, {@code no-answer},
 *     {@code unavailable}, {@code deflection}, …, {@code unknown}
 */
public record Diversion(CallerNumber from, String reason) {}
