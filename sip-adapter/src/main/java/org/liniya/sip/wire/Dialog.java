package org.liniya.sip.wire;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sip.address.Address;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.RecordRouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;

/**
 * A dialog as plain data (RFC 3261 section 12): all that a further request needs. Immutable.
 *
 * @param local our party as an address, {@code "name" <uri>}, without tag
 * @param remote the other party, likewise
 * @param remoteTarget the URI of the other party's Contact
 * @param routes Route values, in the order in which they are sent
 * @param localSeq the CSeq last used by us; 0 when none was
 * @param remoteSeq the CSeq last seen; 0 when none was
 * @param pinned where requests really go, when that is known better than by {@code remoteTarget}
 *     (NAT, or a connection that is already there)
 */
public record Dialog(
    String callId,
    String localTag,
    String remoteTag,
    String local,
    String remote,
    String remoteTarget,
    List<String> routes,
    long localSeq,
    long remoteSeq,
    Optional<Target> pinned) {

  /** Left free between what was stored and what a goodbye after a restart uses. */
  private static final long GAP = 10_000;

  /** The called party's side, from the INVITE (section 12.1.1). */
  public static Dialog ofCalled(Incoming invite, String localTag) {
    FromHeader from = (FromHeader) invite.request().getHeader(FromHeader.NAME);
    ToHeader to = (ToHeader) invite.request().getHeader(ToHeader.NAME);
    // A connection of the caller's own is the only way back to it; over UDP the Contact is.
    Optional<Target> pinned =
        invite.transport().equals("udp") ? Optional.empty() : Optional.of(invite.target());
    return new Dialog(
        invite.callId(),
        localTag,
        invite.fromTag().orElse(""),
        address(to.getAddress()),
        address(from.getAddress()),
        contact(invite.request()).orElse(from.getAddress().getURI().toString()),
        invite.headers(RecordRouteHeader.NAME),
        0,
        invite.cseq(),
        pinned);
  }

  /** The calling party's side, from a 2xx to our INVITE (section 12.1.2). */
  public static Dialog ofCalling(Outgoing invite, Reply ok) {
    List<String> routes = new ArrayList<>(ok.headers(RecordRouteHeader.NAME));
    Collections.reverse(routes);
    return new Dialog(
        invite.callId(),
        invite.fromTag(),
        ok.toTag().orElse(""),
        invite.from(),
        "<" + invite.to() + ">",
        contact(ok.response()).orElse(invite.uri()),
        routes,
        invite.cseq(),
        0,
        routes.isEmpty() ? invite.target() : Optional.empty());
  }

  /** The parties' numbers are personal data. */
  @Override
  public String toString() {
    return "dialog " + id();
  }

  /** Names the dialog on our side: what we look requests up by. */
  public String id() {
    return id(callId, localTag);
  }

  public static String id(String callId, String localTag) {
    return callId + " " + localTag;
  }

  public Dialog nextLocal() {
    return with(remoteTarget, localSeq + 1, remoteSeq);
  }

  public Dialog seen(long seq) {
    return with(remoteTarget, localSeq, seq);
  }

  /** After a target refresh: re-INVITE and UPDATE (section 12.2). */
  public Dialog refreshed(Message message) {
    return with(contact(message).orElse(remoteTarget), localSeq, remoteSeq);
  }

  /** Far ahead of any number used before a crash. */
  public Dialog afterGap() {
    return with(remoteTarget, localSeq + GAP, remoteSeq);
  }

  private Dialog with(String target, long local, long remoteNumber) {
    return new Dialog(
        callId,
        localTag,
        remoteTag,
        this.local,
        remote,
        target,
        routes,
        local,
        remoteNumber,
        pinned);
  }

  /** One line that {@link #decode} reads back. */
  public String encode() {
    Stream<String> fixed =
        Stream.of(
            "1",
            callId,
            localTag,
            remoteTag,
            local,
            remote,
            remoteTarget,
            Long.toString(localSeq),
            Long.toString(remoteSeq),
            pinned.map(Target::toString).orElse(""));
    return Stream.concat(fixed, routes.stream())
        .map(field -> URLEncoder.encode(field, StandardCharsets.UTF_8))
        .reduce((left, right) -> left + "&" + right)
        .orElse("");
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when {@code line} was not written by this version
   */
  public static Dialog decode(String line) {
    List<String> fields =
        Arrays.stream(line.split("&", -1))
            .map(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
            .toList();
    if (fields.size() < 10 || !fields.getFirst().equals("1")) {
      throw new IllegalArgumentException("not a dialog of this version");
    }
    return new Dialog(
        fields.get(1),
        fields.get(2),
        fields.get(3),
        fields.get(4),
        fields.get(5),
        fields.get(6),
        List.copyOf(fields.subList(10, fields.size())),
        Long.parseLong(fields.get(7)),
        Long.parseLong(fields.get(8)),
        Optional.of(fields.get(9)).filter(text -> !text.isEmpty()).map(Target::parse));
  }

  static String address(Address address) {
    String text = address.toString();
    return text.startsWith("<") || text.startsWith("\"") ? text : "<" + text + ">";
  }

  private static Optional<String> contact(Message message) {
    return message.getHeader(ContactHeader.NAME) instanceof ContactHeader contact
        ? Optional.of(contact.getAddress().getURI().toString())
        : Optional.empty();
  }
}
