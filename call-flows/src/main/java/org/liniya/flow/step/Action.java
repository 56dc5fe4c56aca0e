package org.liniya.flow.step;

import java.util.List;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;

/**
 * What a step does: one record for each kind, in a file of its own, that knows how it is written
 * and how it runs; {@link StepKinds} lists them. Immutable; {@link #run} is called on the thread of
 * the call that runs.
 */
public sealed interface Action
    permits Say,
        Menu,
        Ask,
        TicketOpen,
        TicketFind,
        TicketNote,
        TicketSpeak,
        Queue,
        Survey,
        Callback,
        Http,
        Verify,
        Choose,
        Assign,
        Run,
        Return,
        HangUp,
        Unread {

  /**
   * Does it for a call.
   *
   * @param step the step's name, for the journal
   * @throws RuntimeException when a port fails; the runner then goes to {@code trouble}
   */
  Outcome run(String step, LiveCall call);

  /** Where it can lead besides the step below ({@code next}). */
  List<Exit> exits();

  /** Whether it can lead to the step below. */
  boolean goesOn();

  /** Whether the caller is asked something here. */
  default boolean listens() {
    return false;
  }

  /** The key of a flow's file that makes such a step; empty when it could not be read. */
  default String word() {
    return switch (this) {
      case Say _ -> "say";
      case Menu _ -> "menu";
      case Ask _ -> "ask";
      case TicketOpen _, TicketFind _, TicketNote _, TicketSpeak _ -> "ticket";
      case Queue _ -> "queue";
      case Survey _ -> "survey";
      case Callback _ -> "callback";
      case Http _ -> "http";
      case Verify _ -> "verify";
      case Choose _ -> "choose";
      case Assign _ -> "set";
      case Run _ -> "run";
      case Return _ -> "return";
      case HangUp _ -> "hangup";
      case Unread _ -> "";
    };
  }
}
