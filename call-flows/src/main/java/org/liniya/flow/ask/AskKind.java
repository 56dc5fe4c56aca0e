package org.liniya.flow.ask;

import java.util.Optional;

/** What is asked for: how long it is, when it is right, and how it is shown. Immutable. */
public sealed interface AskKind permits SnilsKind, TicketKind, DigitsKind {

  /** The word in a flow, such as {@code snils}. */
  String word();

  /** The fewest and the most digits. */
  int least();

  int most();

  /** Why an entry of the right length is wrong; empty when it is right. */
  Optional<String> fault(String digits);

  /** Whether it must never be spoken, logged or stored in clear. */
  boolean secret();

  /** How it may be shown: of a secret only a part. */
  String masked(String digits);

  /** The prompt after a wrong entry. */
  String wrongPrompt();

  /** The field that keeps it when the flow names none. */
  String field();
}
