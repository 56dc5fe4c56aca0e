package org.liniya.sip.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request of ours outside any dialog, before it is a message. Immutable.
 *
 * @param from our party as an address, {@code "name" <uri>}, without tag
 * @param to the URI of the other party
 * @param headers further headers; values are made safe when the message is built
 * @param sdp an offer, if any
 */
public record Outgoing(
    String method,
    String uri,
    String callId,
    String from,
    String fromTag,
    String to,
    long cseq,
    Optional<Target> target,
    List<Map.Entry<String, String>> headers,
    Optional<String> sdp) {}
