package org.liniya.sip.trunk;

import java.time.Duration;

/**
 * Our own registration at a provider (RFC 3261 section 10.2). Immutable.
 *
 * @param registrar where it goes
 * @param expires how long it is asked to hold
 * @param contactUser the user part of our Contact: calls for it are of this trunk
 */
public record RegisterRules(
    TrunkPlace registrar, TrunkLogin login, Duration expires, String contactUser) {}
