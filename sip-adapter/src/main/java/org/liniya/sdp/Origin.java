package org.liniya.sdp;

/**
 * The {@code o=} line (RFC 8866 section 5.2); numbers stay text, since others' may be of any size.
 */
public record Origin(String user, String sessionId, String version, String address) {}
