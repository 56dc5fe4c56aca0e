package org.liniya.port;

/**
 * How sound is encoded on a leg: G.711 by law, 8,000 samples a second, one byte a sample (RFC 3551
 * section 4.5.14).
 */
public enum Encoding {
  PCMU(0),
  PCMA(8);

  private final int payloadType;

  Encoding(int payloadType) {
    this.payloadType = payloadType;
  }

  /** The static RTP payload type (RFC 3551 section 6). */
  public int payloadType() {
    return payloadType;
  }
}
