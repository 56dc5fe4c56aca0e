package org.liniya.port;

/** What an operator orders by dialling a star code instead of a number. Immutable. */
public sealed interface DeskOrder {

  /** Calls may come: ends a pause or the wrap-up, or takes back a pause that was to follow. */
  record Ready() implements DeskOrder {}

  /**
   * No calls from now on, or after the present one.
   *
   * @param reason for supervisors and reports
   */
  record Pause(String reason) implements DeskOrder {}

  /** The wrap-up begins anew: its work takes longer than the group allows for. */
  record MoreWrapUp() implements DeskOrder {}

  /** Caller, operator and whom the operator consults at the moment are to hear one another. */
  record Conference() implements DeskOrder {}

  /** A sentence into the history of the ticket that the operator serves, or served last. */
  record Note(String text) implements DeskOrder {}
}
