package org.liniya.testkit.asterisk;

/**
 * Where an Asterisk of the tests listens, on 127.0.0.1.
 *
 * @param sip UDP: callers of the trunk and operators' telephones alike
 * @param ami AMI without TLS
 * @param amiTls AMI with TLS
 * @param rtpFirst the first port of its sound
 * @param rtpLast the last one
 */
public record AsteriskPorts(int sip, int ami, int amiTls, int rtpFirst, int rtpLast) {}
