package org.liniya.sip.phone;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Request;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Messages;
import org.liniya.sip.wire.Outgoing;
import org.liniya.sip.wire.Target;

/** The INVITE that a telephone dials with, and what it shows of one that it gets. Pure. */
final class PhoneInvite {

  private static final long CSEQ = 1;

  private PhoneInvite() {}

  /**
   * @param offer the session description
   * @throws IllegalArgumentException when {@code uri} is no SIP address
   */
  static Outgoing to(
      String uri, String from, String callId, String tag, String offer, Messages messages) {
    return new Outgoing(
        Request.INVITE,
        uri,
        callId,
        from,
        tag,
        uri,
        CSEQ,
        Optional.empty(),
        List.of(Map.entry("Contact", messages.contact("robot", way(uri)))),
        Optional.of(offer));
  }

  private static Target way(String uri) {
    return Target.ofUri(uri).orElseThrow(() -> new IllegalArgumentException("no SIP address"));
  }

  /** The dialog as its ACK wants it: under the number of the INVITE (RFC 3261 section 13.2.2.4). */
  static Dialog acknowledged(Dialog dialog) {
    return new Dialog(
        dialog.callId(),
        dialog.localTag(),
        dialog.remoteTag(),
        dialog.local(),
        dialog.remote(),
        dialog.remoteTarget(),
        dialog.routes(),
        CSEQ,
        dialog.remoteSeq(),
        dialog.pinned());
  }

  /** The display name of From; empty when there is none. */
  static String display(Incoming invite) {
    String from = invite.header("From").orElse("");
    int open = from.indexOf('"');
    int close = from.lastIndexOf('"');
    return open >= 0 && close > open
        ? from.substring(open + 1, close).replaceAll("\\\\(.)", "$1")
        : "";
  }
}
