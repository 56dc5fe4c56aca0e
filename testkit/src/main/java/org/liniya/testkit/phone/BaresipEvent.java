package org.liniya.testkit.phone;

import java.time.Instant;
import java.util.Map;

/**
 * One event of baresip's control connection. Fields that the event does not have are empty texts.
 *
 * @param at when this JVM read it
 * @param type for instance CALL_INCOMING, REGISTER_OK
 * @param callId the Call-ID of SIP; the first CALL_LOCAL_SDP of an outgoing call has none yet
 * @param direction incoming or outgoing
 * @param peerUri whom the call is with
 * @param peerName the display name of the other side
 * @param param what depends on the type: reason of CALL_CLOSED and REGISTER_FAIL, key of
 *     CALL_DTMF_START
 */
public record BaresipEvent(
    Instant at,
    String type,
    String callId,
    String direction,
    String peerUri,
    String peerName,
    String param) {
  static BaresipEvent of(Instant at, Map<String, String> json) {
    return new BaresipEvent(
        at,
        json.getOrDefault("type", ""),
        json.getOrDefault("id", ""),
        json.getOrDefault("direction", ""),
        json.getOrDefault("peeruri", ""),
        json.getOrDefault("peerdisplayname", ""),
        json.getOrDefault("param", ""));
  }
}
