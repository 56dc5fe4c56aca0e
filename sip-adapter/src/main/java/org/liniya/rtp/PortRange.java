package org.liniya.rtp;

/** The UDP ports for media, both ends included; only even ones are used (RFC 3550 section 11). */
public record PortRange(int first, int last) {

  public PortRange {
    if (first < 1024 || last > 65535 || first > last) {
      throw new IllegalArgumentException(
          "media ports must lie between 1024 and 65535, not " + first + " to " + last);
    }
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
