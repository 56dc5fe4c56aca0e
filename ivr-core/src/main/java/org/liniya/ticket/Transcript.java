package org.liniya.ticket;

import org.liniya.call.Secret;

/**
 * What a recogniser has understood of a caller's words; a help for who works on the ticket, while
 * the recording is what was said. Immutable.
 *
 * @param text personal: it is stored encrypted and cannot be formatted by accident
 * @param confidencePercent the mean of its words, 0 to 100
 */
public record Transcript(Secret text, int confidencePercent) {

  /** Cut at the length that a text on a ticket may have. */
  public static Transcript of(String text, double confidence) {
    String kept = text.substring(0, Math.min(text.length(), TicketRules.LONGEST_TEXT));
    return new Transcript(new Secret(kept), (int) Math.round(confidence * 100));
  }
}
