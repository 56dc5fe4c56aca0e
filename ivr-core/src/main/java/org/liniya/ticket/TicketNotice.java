package org.liniya.ticket;

import java.time.Instant;
import java.util.Optional;

/**
 * What the outside is told of one change of a ticket: how it stands after it. Holds nothing
 * personal and nothing that people wrote. Immutable.
 *
 * @param at when it happened
 * @param answerBy when the citizen has to have the answer
 * @param by whether a person did it or the server
 * @param department whom it was handed over to, in a {@link NoticeKind#HANDED_OVER}
 * @param due of which deadline a level was told, in an {@link NoticeKind#ESCALATED}
 * @param level who was told, in an {@link NoticeKind#ESCALATED}
 * @param rating 1 to 5, in a {@link NoticeKind#RATED}
 */
public record TicketNotice(
    TicketNumber ticket,
    NoticeKind kind,
    Instant at,
    TicketState state,
    String category,
    Priority priority,
    Instant answerBy,
    By by,
    Optional<String> department,
    Optional<String> due,
    Optional<String> level,
    Optional<Integer> rating) {

  /** Who did it, without a name. */
  public enum By {
    PERSON,
    SERVER;

    /** {@code person} or {@code server}. */
    public String word() {
      return this == PERSON ? "person" : "server";
    }
  }

  /** What is told of an entry, given the ticket's life after it. */
  public static TicketNotice of(TicketHistory ticket, TicketLife after, TicketEntry entry) {
    TicketEvent event = entry.event();
    Optional<TicketEvent.Escalated> told =
        event instanceof TicketEvent.Escalated escalated
            ? Optional.of(escalated)
            : Optional.empty();
    return new TicketNotice(
        ticket.number(),
        kind(event),
        entry.at(),
        TicketState.of(after.stage().word()),
        ticket.category(),
        ticket.priority(),
        after.answer().at(),
        entry.by().equals(Author.SERVER) ? By.SERVER : By.PERSON,
        event instanceof TicketEvent.HandedOver to
            ? Optional.of(to.department().name())
            : Optional.empty(),
        told.map(each -> each.due().word()),
        told.map(TicketEvent.Escalated::level),
        Optional.empty());
  }

  /** What is told of a change that is no entry, given the ticket after it. */
  public static TicketNotice of(
      TicketHistory ticket, NoticeKind kind, Instant at, Optional<Integer> rating) {
    return new TicketNotice(
        ticket.number(),
        kind,
        at,
        TicketState.of(ticket.life().stage().word()),
        ticket.category(),
        ticket.priority(),
        ticket.life().answer().at(),
        By.SERVER,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        rating);
  }

  private static NoticeKind kind(TicketEvent event) {
    return switch (event) {
      case TicketEvent.Taken _ -> NoticeKind.TAKEN;
      case TicketEvent.Noted _ -> NoticeKind.NOTED;
      case TicketEvent.Described _ -> NoticeKind.DESCRIBED;
      case TicketEvent.HandedOver _ -> NoticeKind.HANDED_OVER;
      case TicketEvent.WaitingBegan _ -> NoticeKind.WAITING_BEGAN;
      case TicketEvent.Solved _ -> NoticeKind.SOLVED;
      case TicketEvent.Closed _ -> NoticeKind.CLOSED;
      case TicketEvent.Reopened _ -> NoticeKind.REOPENED;
      case TicketEvent.Linked _ -> NoticeKind.LINKED;
      case TicketEvent.Escalated _ -> NoticeKind.ESCALATED;
    };
  }
}
