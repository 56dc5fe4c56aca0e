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

  private static final String OWN_HEADERS =
      """
      Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
      From: <sip:caller@[local_ip]:[local_port]>;tag=[pid]SIPp[call_number]
      """;

  private static final String ANSWER_HEADERS =
      """
      [last_Via:]
      [last_From:]
      {to}
      [last_Call-ID:]
      [last_CSeq:]
      Contact: <sip:[local_ip]:[local_port];transport=[transport]>
      """;

  private final StringBuilder steps = new StringBuilder();
  private int cseq;

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
    cseq++;
    return send("retrans=\"500\"", inviteText("INVITE", sdp, headers));
  }

  /**
   * The very same INVITE sent once more without waiting: same branch, same CSeq, one call (RFC 3261
   * section 17.2.1).
   */
  public SippScenario inviteTwice() {
    cseq++;
    String branch = "z9hG4bK-twice-[pid]-[call_number]";
    String invite = inviteText("INVITE", OFFER, "").replace("[branch]", branch);
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
    return send("", inDialog("ACK", ""));
  }

  /** ACK of a 200 with an answer, to close a late offer. */
  public SippScenario ackWithAnswer() {
    return send("", inDialog("ACK", OFFER));
  }

  /** ACK of a failure: same branch as the INVITE, no route (RFC 3261 section 17.1.1.3). */
  public SippScenario ackOfFailure() {
    String ack =
        "ACK sip:[service]@[remote_ip]:[remote_port] SIP/2.0\n"
            + "[last_Via:]\n"
            + "From: <sip:caller@[local_ip]:[local_port]>;tag=[pid]SIPp[call_number]\n"
            + "[last_To:]\nCall-ID: [call_id]\nCSeq: "
            + cseq
            + " ACK\nMax-Forwards: 70\nContent-Length: 0\n\n";
    return send("", ack);
  }

  /** CANCEL of the INVITE, then its 200 and the 487 with our ACK. */
  public SippScenario cancel() {
    String cancel =
        "CANCEL sip:[service]@[remote_ip]:[remote_port] SIP/2.0\n"
            + "[last_Via:]\n"
            + "From: <sip:caller@[local_ip]:[local_port]>;tag=[pid]SIPp[call_number]\n"
            + "To: <sip:[service]@[remote_ip]:[remote_port]>\nCall-ID: [call_id]\nCSeq: "
            + cseq
            + " CANCEL\nMax-Forwards: 70\nContent-Length: 0\n\n";
    return send("retrans=\"500\"", cancel)
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
    cseq++;
    return send("retrans=\"500\"", inDialog(method, headers, body));
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
    String head = "SIP/2.0 " + status + " Test\n" + ANSWER_HEADERS.replace("{to}", to);
    return send("", head + body(sdp.isEmpty() ? "" : "Content-Type: application/sdp\n", sdp));
  }

  private String inviteText(String method, String sdp, String headers) {
    return method
        + " sip:[service]@[remote_ip]:[remote_port] SIP/2.0\n"
        + OWN_HEADERS
        + "To: <sip:[service]@[remote_ip]:[remote_port]>\n"
        + common(method)
        + headers
        + body(sdp.isEmpty() ? "" : "Content-Type: application/sdp\n", sdp);
  }

  private String inDialog(String method, String sdp) {
    return inDialog(method, sdp.isEmpty() ? "" : "Content-Type: application/sdp\n", sdp);
  }

  private String inDialog(String method, String headers, String body) {
    return method
        + " [next_url] SIP/2.0\n"
        + OWN_HEADERS
        + "To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]\n"
        + "[routes]\n"
        + common(method)
        + body(headers, body);
  }

  private String common(String method) {
    return "Call-ID: [call_id]\nCSeq: "
        + cseq
        + " "
        + method
        + "\nContact: <sip:caller@[local_ip]:[local_port]>\nMax-Forwards: 70\n";
  }

  private static String body(String headers, String body) {
    return headers + "Content-Length: " + (body.isEmpty() ? "0" : "[len]") + "\n\n" + body;
  }

  private SippScenario send(String attributes, String message) {
    return step("<send " + attributes + "><![CDATA[\n" + message + "\n]]></send>");
  }
}
