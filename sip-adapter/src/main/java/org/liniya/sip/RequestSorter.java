package org.liniya.sip;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sip.message.Response;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Incoming;

/**
 * Sorts what comes in: to its leg what is inside a dialog, the rest by method (RFC 3261 section
 * 8.2). jain-sip has one thread: it parses and knocks at the {@link Door}, and everything else is
 * done in mailboxes. What belongs together stays in order, since it has the Call-ID in common.
 */
final class RequestSorter {

  private static final Set<String> SERVED =
      Set.of(
          "INVITE",
          "ACK",
          "CANCEL",
          "BYE",
          "OPTIONS",
          "INFO",
          "UPDATE",
          "PRACK",
          "REGISTER",
          "REFER",
          "SUBSCRIBE",
          "NOTIFY");

  /** Requests of so many Call-IDs are sorted side by side. */
  private static final int SIDE_BY_SIDE = 16;

  private final LegTools tools;
  private final Door door;
  private final InviteSorter invites;
  private final Registrar registrar;
  private final EndpointReplies replies;
  private final List<Mailbox> mailboxes;

  RequestSorter(
      LegTools tools,
      Door door,
      InviteSorter invites,
      Registrar registrar,
      EndpointReplies replies) {
    this.tools = tools;
    this.door = door;
    this.invites = invites;
    this.registrar = registrar;
    this.replies = replies;
    this.mailboxes =
        Stream.generate(() -> new Mailbox(tools.executor())).limit(SIDE_BY_SIDE).toList();
  }

  /** A request has come; on the wire's thread. */
  void received(Incoming incoming) {
    Optional<Door.Pass> pass = door.opens(incoming);
    if (pass.isEmpty()) {
      tools.wire().drop(incoming);
      return;
    }
    Mailbox mailbox = mailbox(incoming);
    mailbox.post(
        () -> {
          pass.get().used();
          sort(incoming, mailbox);
        });
  }

  private Mailbox mailbox(Incoming incoming) {
    return mailboxes.get(Math.floorMod(incoming.callId().hashCode(), SIDE_BY_SIDE));
  }

  private void sort(Incoming incoming, Mailbox mailbox) {
    String method = incoming.method();
    if (method.equals("ACK")) {
      leg(incoming).ifPresent(leg -> leg.acknowledged(incoming));
    } else if (method.equals("CANCEL")) {
      invites.cancelled(incoming);
    } else if (!SERVED.contains(method)) {
      replies.unserved(incoming);
    } else if (!Extensions.missing(incoming).isEmpty()) {
      replies.unsupported(incoming);
    } else if (incoming.toTag().isPresent()) {
      leg(incoming)
          .ifPresentOrElse(leg -> leg.request(incoming), () -> replies.refuse(incoming, 481));
    } else {
      outsideDialog(incoming, mailbox);
    }
  }

  private Optional<SipLeg> leg(Incoming incoming) {
    return incoming.toTag().flatMap(tag -> tools.book().find(Dialog.id(incoming.callId(), tag)));
  }

  private void outsideDialog(Incoming incoming, Mailbox mailbox) {
    switch (incoming.method()) {
      case "INVITE" -> invites.invited(incoming, mailbox);
      case "REGISTER" -> registrar.register(incoming);
      case "OPTIONS" -> replies.capabilities(incoming);
      case "REFER" -> // only who is in a call passes it on
          replies.refuse(incoming, Response.FORBIDDEN);
      case "SUBSCRIBE" -> replies.unknownEvent(incoming);
      default -> replies.refuse(incoming, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
    }
  }
}
