package org.liniya.sip.trunk;

import org.liniya.call.Secret;

/** A name and a password for digest authentication (RFC 7616). Immutable. */
public record TrunkLogin(String user, Secret password) {}
