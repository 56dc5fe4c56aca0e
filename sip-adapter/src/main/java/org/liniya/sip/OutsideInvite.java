package org.liniya.sip;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Request;
import org.liniya.call.PhoneNumber;
import org.liniya.sip.trunk.OutRules;
import org.liniya.sip.trunk.PhoneUri;
import org.liniya.sip.trunk.TrunkLogin;
import org.liniya.sip.trunk.TrunkPlace;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Messages;
import org.liniya.sip.wire.Outgoing;
import org.liniya.sip.wire.Target;

/**
 * The INVITE to a provider. Nothing goes out that was meant for an operator's telephone: neither
 * the display name with the category nor the ticket's header. Immutable.
 */
record OutsideInvite(
    OutRules rules,
    PhoneNumber number,
    Messages messages,
    List<Map.Entry<String, String>> session) {

  Outgoing build(
      String callId,
      String fromTag,
      long cseq,
      Target target,
      Optional<Map.Entry<String, String>> proof,
      String offer) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(Map.entry("Contact", messages.contact("liniya", target.transport())));
    headers.add(Map.entry("Allow", Messages.ALLOW));
    headers.addAll(session);
    rules
        .callerId()
        .ifPresent(_ -> headers.add(Map.entry("P-Preferred-Identity", "<" + own() + ">")));
    proof.ifPresent(headers::add);
    return new Outgoing(
        Request.INVITE,
        uri(rules.to(), number),
        callId,
        "<" + own() + ">",
        fromTag,
        "sip:" + number.full().reveal() + "@" + rules.to().authority(),
        cseq,
        Optional.of(target),
        headers,
        Optional.of(offer));
  }

  static String uri(TrunkPlace to, PhoneNumber number) {
    return "sip:" + number.full().reveal() + "@" + to.authority() + to.parameter() + ";user=phone";
  }

  /** Who calls, as the provider knows us: our number, else the account. */
  private String own() {
    String user =
        rules
            .callerId()
            .map(shown -> shown.full().reveal())
            .or(() -> rules.login().map(TrunkLogin::user))
            .orElse("liniya");
    return "sip:" + user + "@" + rules.to().authority();
  }

  /**
   * Over UDP further requests go to the Contact of the answer, as RFC 3261 section 12.2.1.1 wants
   * it, not to where the INVITE went: the provider's switch may be another machine than its border.
   * Where the Contact holds a name, or over a connection, the INVITE's way is kept.
   */
  static Dialog direct(Dialog dialog) {
    boolean udp = dialog.pinned().map(Target::transport).filter("udp"::equals).isPresent();
    boolean figures =
        PhoneUri.parse(dialog.remoteTarget().replaceFirst("(?i)^(sips?:)(?![^?]*@)", "$1x@"))
            .filter(contact -> literal(contact.host()))
            .isPresent();
    return udp && figures
        ? new Dialog(
            dialog.callId(),
            dialog.localTag(),
            dialog.remoteTag(),
            dialog.local(),
            dialog.remote(),
            dialog.remoteTarget(),
            dialog.routes(),
            dialog.localSeq(),
            dialog.remoteSeq(),
            Optional.empty())
        : dialog;
  }

  private static boolean literal(String host) {
    try {
      InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
