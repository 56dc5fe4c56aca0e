package org.liniya.server.e2e;

import java.util.ArrayList;
import java.util.List;

/**
 * A session description written by hand (RFC 8866, RFC 3264). Immutable; each {@code with} makes a
 * changed copy of a higher version.
 *
 * @param version counts the descriptions of one session
 * @param port where sound is wanted, on 127.0.0.1
 * @param codecs static payload types, the preferred one first
 * @param keys the payload type of telephone-event; 0 for none
 * @param ptimeMs how much sound is wanted in a packet
 * @param direction sendrecv and the like
 */
record Sdp(int version, int port, List<Integer> codecs, int keys, int ptimeMs, String direction) {
  static final int A_LAW = 8;
  static final int MU_LAW = 0;

  Sdp {
    codecs = List.copyOf(codecs);
  }

  /** What most telephones say. */
  static Sdp usual(int port) {
    return new Sdp(1, port, List.of(A_LAW, MU_LAW), 101, 20, "sendrecv");
  }

  Sdp withCodec(int payloadType) {
    return new Sdp(version + 1, port, List.of(payloadType), keys, ptimeMs, direction);
  }

  Sdp withKeys(int payloadType) {
    return new Sdp(version + 1, port, codecs, payloadType, ptimeMs, direction);
  }

  Sdp withPtime(int milliseconds) {
    return new Sdp(version + 1, port, codecs, keys, milliseconds, direction);
  }

  Sdp withDirection(String other) {
    return new Sdp(version + 1, port, codecs, keys, ptimeMs, other);
  }

  Sdp withPort(int other) {
    return new Sdp(version + 1, other, codecs, keys, ptimeMs, direction);
  }

  String text() {
    List<String> types = new ArrayList<>();
    codecs.forEach(codec -> types.add(Integer.toString(codec)));
    if (keys != 0) {
      types.add(Integer.toString(keys));
    }
    String head =
        """
        v=0
        o=raw 4711 %d IN IP4 127.0.0.1
        s=-
        c=IN IP4 127.0.0.1
        t=0 0
        m=audio %d RTP/AVP %s
        a=rtpmap:8 PCMA/8000
        a=rtpmap:0 PCMU/8000
        """
            .formatted(version, port, String.join(" ", types));
    String events =
        keys == 0 ? "" : "a=rtpmap:%1$d telephone-event/8000\na=fmtp:%1$d 0-15\n".formatted(keys);
    return head + events + "a=ptime:" + ptimeMs + "\na=" + direction + "\n";
  }
}
