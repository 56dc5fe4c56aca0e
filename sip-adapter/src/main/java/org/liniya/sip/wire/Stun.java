package org.liniya.sip.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers STUN binding requests (RFC 5389), which telephones send to the SIP port to keep their NAT
 * open and to learn how they are seen (RFC 5626 section 4.4.2). The first two bits of STUN are
 * zero; no SIP message begins so. Pure functions.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |0 0|       message type        |         message length        |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                     magic cookie 0x2112A442                   |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                 transaction identifier (96 bits)              |
 * </pre>
 */
final class Stun {

  private static final int HEADER = 20;
  private static final int LONGEST = 548;
  private static final int COOKIE = 0x2112A442;
  private static final int BINDING_REQUEST = 0x0001;
  private static final int BINDING_SUCCESS = 0x0101;
  private static final int BINDING_ERROR = 0x0111;
  private static final int ERROR_CODE = 0x0009;
  private static final int UNKNOWN_ATTRIBUTES = 0x000A;
  private static final int XOR_MAPPED_ADDRESS = 0x0020;
  private static final int OPTIONAL = 0x8000;

  /** Those that one may meet in a binding request and leave aside: we ask for no credentials. */
  private static final List<Integer> KNOWN = List.of(0x0006, 0x0008, 0x0014, 0x0015, 0x0020);

  private static final int MOST_UNKNOWN = 8;

  private Stun() {}

  /** Whether it can only be STUN, whatever it asks. */
  static boolean isStun(byte[] packet, int length) {
    return length >= HEADER
        && (packet[0] & 0xC0) == 0
        && ByteBuffer.wrap(packet).getInt(4) == COOKIE;
  }

  /** The answer to a binding request of {@code source}; empty when none is due. */
  static Optional<byte[]> answer(byte[] packet, int length, InetSocketAddress source) {
    ByteBuffer request = ByteBuffer.wrap(packet, 0, length).slice();
    boolean whole =
        length <= LONGEST
            && request.getShort(0) == BINDING_REQUEST
            && request.getShort(2) == length - HEADER
            && length % 4 == 0;
    if (!whole) {
      return Optional.empty();
    }
    byte[] transaction = new byte[12];
    request.get(8, transaction);
    List<Integer> unknown = unknown(request);
    return Optional.of(
        unknown.isEmpty() ? success(transaction, source) : refusal(transaction, unknown));
  }

  /** Required attributes that we do not know (RFC 5389 section 7.3.1). */
  private static List<Integer> unknown(ByteBuffer request) {
    List<Integer> unknown = new ArrayList<>();
    int position = HEADER;
    while (position + 4 <= request.limit() && unknown.size() < MOST_UNKNOWN) {
      int type = request.getShort(position) & 0xFFFF;
      int length = request.getShort(position + 2) & 0xFFFF;
      if (type < OPTIONAL && !KNOWN.contains(type)) {
        unknown.add(type);
      }
      position += 4 + ((length + 3) & ~3);
    }
    return unknown;
  }

  private static byte[] success(byte[] transaction, InetSocketAddress source) {
    InetAddress address = source.getAddress();
    byte[] raw = address.getAddress();
    byte[] mask =
        ByteBuffer.allocate(4 + transaction.length).putInt(COOKIE).put(transaction).array();
    byte[] bytes = new byte[HEADER + 8 + raw.length];
    ByteBuffer answer = header(bytes, BINDING_SUCCESS, transaction);
    answer.putShort((short) XOR_MAPPED_ADDRESS).putShort((short) (4 + raw.length));
    answer.putShort((short) (raw.length == 4 ? 1 : 2)); // IPv4, IPv6
    answer.putShort((short) (source.getPort() ^ (COOKIE >>> 16)));
    for (int i = 0; i < raw.length; i++) {
      answer.put((byte) (raw[i] ^ mask[i]));
    }
    return bytes;
  }

  private static byte[] refusal(byte[] transaction, List<Integer> unknown) {
    int padded = (2 * unknown.size() + 3) & ~3;
    byte[] bytes = new byte[HEADER + 8 + 4 + padded];
    ByteBuffer answer = header(bytes, BINDING_ERROR, transaction);
    answer.putShort((short) ERROR_CODE).putShort((short) 4).putInt(0x00000414); // 420
    answer.putShort((short) UNKNOWN_ATTRIBUTES).putShort((short) (2 * unknown.size()));
    unknown.forEach(type -> answer.putShort(type.shortValue()));
    return bytes;
  }

  private static ByteBuffer header(byte[] bytes, int type, byte[] transaction) {
    return ByteBuffer.wrap(bytes)
        .putShort((short) type)
        .putShort((short) (bytes.length - HEADER))
        .putInt(COOKIE)
        .put(transaction);
  }
}
