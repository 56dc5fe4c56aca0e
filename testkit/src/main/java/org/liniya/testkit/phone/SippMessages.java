package org.liniya.testkit.phone;

/**
 * The messages of one SIPp call, with SIPp's keywords in them. Counts CSeq; belongs to the thread
 * that builds the scenario.
 */
final class SippMessages {

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

  private static final String SDP = "Content-Type: application/sdp\n";

  private int cseq;

  /** The next request is a new one. */
  void next() {
    cseq++;
  }

  /**
   * INVITE that opens a dialog.
   *
   * @param sdp the body, or empty
   * @param headers further header lines, each ending in a new line, or empty
   */
  String invite(String sdp, String headers) {
    return "INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0\n"
        + OWN_HEADERS
        + "To: <sip:[service]@[remote_ip]:[remote_port]>\n"
        + common("INVITE")
        + headers
        + body(sdp.isEmpty() ? "" : SDP, sdp);
  }

  /** ACK of a failure: same branch as the INVITE, no route (RFC 3261 section 17.1.1.3). */
  String ackOfFailure() {
    return ofTheInvite("ACK", "[last_To:]");
  }

  /** CANCEL of the INVITE. */
  String cancel() {
    return ofTheInvite("CANCEL", "To: <sip:[service]@[remote_ip]:[remote_port]>");
  }

  private String ofTheInvite(String method, String to) {
    return method
        + " sip:[service]@[remote_ip]:[remote_port] SIP/2.0\n"
        + "[last_Via:]\n"
        + "From: <sip:caller@[local_ip]:[local_port]>;tag=[pid]SIPp[call_number]\n"
        + to
        + "\nCall-ID: [call_id]\nCSeq: "
        + cseq
        + " "
        + method
        + "\nMax-Forwards: 70\nContent-Length: 0\n\n";
  }

  /** A request inside the dialog, with SDP unless that is empty. */
  String inDialog(String method, String sdp) {
    return inDialog(method, sdp.isEmpty() ? "" : SDP, sdp);
  }

  /** A request inside the dialog. */
  String inDialog(String method, String headers, String body) {
    return method
        + " [next_url] SIP/2.0\n"
        + OWN_HEADERS
        + "To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]\n"
        + "[routes]\n"
        + common(method)
        + body(headers, body);
  }

  /** A response to what was received last. */
  static String answer(int status, String sdp, String to) {
    String head = "SIP/2.0 " + status + " Test\n" + ANSWER_HEADERS.replace("{to}", to);
    return head + body(sdp.isEmpty() ? "" : SDP, sdp);
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
}
