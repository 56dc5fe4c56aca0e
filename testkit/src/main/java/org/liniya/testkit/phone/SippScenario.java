package org.liniya.testkit.phone;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Puts a SIPp scenario together from pieces, so that a test reads as the call it is. Belongs to the
 * thread that builds it.
 *
 * <p>The dialog that {@link #invite} opens is the one that {@link #ack}, {@link #bye} and the like
 * go on with. A repeated INVITE is a matter for {@link RawSip}: SIPp fails a call whose response
 * comes before its second send.
 */
public final class SippScenario {
  /**
   * An offer as a telephone makes it: A-law, µ-law, telephone-event as payload type 96, which
   * SIPp's play_dtmf needs.
   */
  public static final String OFFER =
      """
      v=0
      o=sipp 53655765 2353687637 IN IP[local_ip_type] [local_ip]
      s=-
      c=IN IP[media_ip_type] [media_ip]
      t=0 0
      m=audio [media_port] RTP/AVP 8 0 96
      a=rtpmap:8 PCMA/8000
      a=rtpmap:0 PCMU/8000
      a=rtpmap:96 telephone-event/8000
      a=fmtp:96 0-15
      a=ptime:20
      """;

  /** A codec that no G.711 server has. */
  public static final String OFFER_NO_COMMON_CODEC =
      """
      v=0
      o=sipp 53655765 2353687637 IN IP[local_ip_type] [local_ip]
      s=-
      c=IN IP[media_ip_type] [media_ip]
      t=0 0
      m=audio [media_port] RTP/AVP 18
      a=rtpmap:18 G729/8000
      """;

  /** What calls itself SDP and is none. */
  public static final String OFFER_BROKEN = "v=0\nthis is no SDP\nm=audio\n";

  /** A-law only and no telephone-event: keys can come by INFO alone. */
  public static final String OFFER_NO_KEYS =
      """
      v=0
      o=sipp 53655765 2353687637 IN IP[local_ip_type] [local_ip]
      s=-
      c=IN IP[media_ip_type] [media_ip]
      t=0 0
      m=audio [media_port] RTP/AVP 8
      a=rtpmap:8 PCMA/8000
      """;

  private final StringBuilder steps = new StringBuilder();
  private final SippMessages messages = new SippMessages();

  private SippScenario() {}

  /** An empty scenario. */
  public static SippScenario begin() {
    return new SippScenario();
  }

  /**
   * The offer with another list of lines after {@code t=}; {@code [media_port]} and {@code
   * [media_ip]} may stand in it.
   */
  public static String offer(String mediaLines) {
    return OFFER.substring(0, OFFER.indexOf("m=audio")) + mediaLines.stripTrailing() + "\n";
  }

  /** INVITE with {@link #OFFER}, repeated by SIPp until something comes back. */
  public SippScenario invite() {
    return invite(OFFER, "");
  }

  /**
   * INVITE with an offer of one's own.
   *
   * @param sdp the body; empty for a late offer (RFC 3261 section 13.2.1: the offer then comes in
   *     the 200)
   * @param headers further header lines, each ending in a new line, or empty
   */
  public SippScenario invite(String sdp, String headers) {
    messages.next();
    return send("retrans=\"500\"", messages.invite(sdp, headers));
  }

  /**
   * The very same INVITE sent once more without waiting: same branch, same CSeq, one call (RFC 3261
   * section 17.2.1).
   */
  public SippScenario inviteTwice() {
    messages.next();
    String branch = "z9hG4bK-twice-[pid]-[call_number]";
    String invite = messages.invite(OFFER, "").replace("[branch]", branch);
    return send("", invite).send("", invite);
  }

  /** Takes any of 100, 180, 183, without insisting. */
  public SippScenario provisional() {
    for (String status : new String[] {"100", "180", "183"}) {
      step("<recv response=\"" + status + "\" optional=\"true\"/>");
    }
    return this;
  }

  /** Insists on 180. */
  public SippScenario ringing() {
    return step("<recv response=\"100\" optional=\"true\"/>").step("<recv response=\"180\"/>");
  }

  /** Insists on this final response. */
  public SippScenario receives(int status) {
    return provisional().step("<recv response=\"" + status + "\" rrs=\"true\" timeout=\"10000\"/>");
  }

  /** Insists on this response, 200 for instance, and nothing before it. */
  public SippScenario receivesOnly(int status) {
    return step("<recv response=\"" + status + "\" timeout=\"10000\"/>");
  }

  /** Insists on a 200 and acknowledges it. */
  public SippScenario answered() {
    return receives(200).ack();
  }

  /** ACK of a 200. */
  public SippScenario ack() {
    return send("", messages.inDialog("ACK", ""));
  }

  /** ACK of a 200 with an answer, to close a late offer. */
  public SippScenario ackWithAnswer() {
    return send("", messages.inDialog("ACK", OFFER));
  }

  /** ACK of a failure: same branch as the INVITE, no route (RFC 3261 section 17.1.1.3). */
  public SippScenario ackOfFailure() {
    return send("", messages.ackOfFailure());
  }

  /** CANCEL of the INVITE, then its 200 and the 487 with our ACK. */
  public SippScenario cancel() {
    return send("retrans=\"500\"", messages.cancel())
        .step("<recv response=\"200\" timeout=\"10000\"/>")
        .step("<recv response=\"487\" timeout=\"10000\"/>")
        .ackOfFailure();
  }

  /** BYE and its 200. */
  public SippScenario bye() {
    return request("BYE", "", "").receivesOnly(200);
  }

  /**
   * A request inside the dialog, for instance a re-INVITE, INFO or OPTIONS.
   *
   * @param headers further header lines such as Content-Type, each ending in a new line
   */
  public SippScenario request(String method, String headers, String body) {
    messages.next();
    return send("retrans=\"500\"", messages.inDialog(method, headers, body));
  }

  /** A key by SIP INFO (application/dtmf-relay), and its 200. */
  public SippScenario info(char key) {
    return request(
            "INFO", "Content-Type: application/dtmf-relay\n", "Signal=" + key + "\nDuration=160\n")
        .receivesOnly(200);
  }

  /**
   * Keys by RFC 4733 with payload type 96. Needs the right to open raw sockets (root), and an offer
   * with type 96. Time must be left for them by {@link #pause}: about 0.3 s a key.
   */
  public SippScenario keys(String keys) {
    return step("<nop><action><exec play_dtmf=\"" + keys + "\"/></action></nop>");
  }

  /**
   * Plays a file of bare A-law octets for ever.
   *
   * @param file its path; 160 octets are one packet
   */
  public SippScenario alaw(Path file) {
    return step("<nop><action><exec rtp_stream=\"" + file + ",-1,8\"/></action></nop>");
  }

  /** Lets time pass. A BYE from the other side meanwhile fails the call. */
  public SippScenario pause(Duration time) {
    return step("<pause milliseconds=\"" + time.toMillis() + "\"/>");
  }

  /** Waits for the other side's BYE and answers it. */
  public SippScenario awaitBye(Duration atMost) {
    return step("<recv request=\"BYE\" timeout=\"" + atMost.toMillis() + "\"/>")
        .answer(200, "", "[last_To:]");
  }

  /** Waits for an INVITE; for the called side. */
  public SippScenario awaitInvite() {
    return step("<recv request=\"INVITE\" crlf=\"true\" rrs=\"true\"/>");
  }

  /** Answers what was received last, with a tag of our own, for instance 180, 486 or 603. */
  public SippScenario respond(int status) {
    return answer(status, "", "[last_To:];tag=[pid]SIPpTag[call_number]");
  }

  /** Answers an INVITE with 200 and {@link #OFFER} as SDP, and waits for the ACK. */
  public SippScenario accept() {
    return answer(200, OFFER, "[last_To:];tag=[pid]SIPpTag[call_number]")
        .step("<recv request=\"ACK\"/>");
  }

  /** Waits for the ACK of a failure that we sent. */
  public SippScenario awaitAck() {
    return step("<recv request=\"ACK\"/>");
  }

  /** A piece of scenario XML of one's own. */
  public SippScenario step(String xml) {
    steps.append("  ").append(xml).append('\n');
    return this;
  }

  /** The scenario. */
  public String xml() {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scenario name=\"liniya\">\n"
        + steps
        + "</scenario>\n";
  }

  private SippScenario answer(int status, String sdp, String to) {
    return send("", SippMessages.answer(status, sdp, to));
  }

  private SippScenario send(String attributes, String message) {
    return step("<send " + attributes + "><![CDATA[\n" + message + "\n]]></send>");
  }
}
