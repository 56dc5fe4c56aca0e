package org.liniya.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes inputs out of others. The same seed and number give the same input on every machine.
 * Immutable.
 */
public final class Mutator {

  private static final int LONGEST = 9_000; // a little more than the longest message looked at

  /** What SIP, SDP and their parsers stumble over. */
  private static final List<byte[]> TOKENS =
      List.of(
              "\r\n",
              "\r",
              "\n",
              "\r\n\r\n",
              " ",
              "\t",
              "\0",
              "%",
              "%00",
              "%zz",
              "\"",
              "\\",
              "\\\"",
              "<",
              ">",
              ";",
              ",",
              ":",
              "@",
              "=",
              "?",
              "[",
              "]",
              "[::1]",
              "[::",
              "::",
              "*",
              "-1",
              "0",
              "4294967296",
              "2147483648",
              "9223372036854775808",
              "99999999999999999999999999",
              "1e9",
              "SIP/2.0",
              "SIP/2.0/UDP ",
              "SIP/2.0/TCP ",
              "sip:",
              "sips:",
              "tel:+7",
              "isbn:1",
              ";tag=",
              ";branch=z9hG4bK",
              ";rport",
              ";maddr=",
              ";received=",
              ";lr",
              ";transport=tcp",
              "\r\nContent-Length: ",
              "\r\nl: 0",
              "\r\nVia: ",
              "\r\nv: ",
              "\r\nRoute: <sip:a;lr>",
              "\r\nRecord-Route: <sip:a;lr>",
              "\r\nRequire: 100rel",
              "\r\nContact: *",
              "\r\nAuthorization: Digest username=\"",
              "\r\nP-Asserted-Identity: ",
              "\r\n Continued",
              "\r\nReplaces: ",
              "\r\nRefer-To: ",
              "\r\nRAck: 1 1 INVITE",
              "\r\nSession-Expires: 1",
              "\r\nMax-Forwards: ",
              "\r\nExpires: ",
              "\r\nCSeq: 1 ",
              "INVITE ",
              "ACK ",
              "BYE ",
              "CANCEL ",
              "REGISTER ",
              "OPTIONS ",
              "INFO ",
              "UPDATE ",
              "PRACK ",
              "REFER ",
              "NOTIFY ",
              "SUBSCRIBE ",
              "MESSAGE ",
              "m=audio ",
              "m=video 0 ",
              "a=rtpmap:",
              "a=fmtp:101 0-15",
              "c=IN IP4 0.0.0.0",
              "c=IN IP6 ::",
              "a=sendonly",
              "a=inactive",
              "a=ptime:0",
              "a=ptime:-20",
              "RTP/AVP 8 0 101",
              "Signal=",
              "Duration=",
              "\u00e9\u0416\ud83d\ude00",
              "((((((((",
              "\"\"\"\"",
              "<<<<<<<<")
          .stream()
          .map(token -> token.getBytes(StandardCharsets.UTF_8))
          .toList();

  private final List<byte[]> seeds;
  private final long seed;

  public Mutator(List<byte[]> seeds, long seed) {
    this.seeds = List.copyOf(seeds);
    this.seed = seed;
  }

  /** The input of that number. */
  public byte[] input(long number) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    byte[] bytes = any(random).clone();
    int changes = random.nextBoolean() ? 1 : 1 + random.nextInt(1 << random.nextInt(5));
    for (int i = 0; i < changes; i++) {
      bytes = change(bytes, random);
    }
    return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
  }

  private byte[] any(SplittableRandom random) {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] change(byte[] in, SplittableRandom random) {
    int at = random.nextInt(in.length + 1);
    int length = Math.min(in.length - at, 1 << random.nextInt(9));
    return switch (random.nextInt(10)) {
      case 0 -> flipped(in, at, random);
      case 1 -> join(in, at, new byte[] {(byte) random.nextInt(256)}, at + Math.min(1, length));
      case 2 -> join(in, at, new byte[0], at + length); // without a piece
      case 3 -> join(in, at, Arrays.copyOfRange(in, at, at + length), at); // a piece twice
      case 4, 5 -> join(in, at, token(random), at);
      case 6 -> join(in, at, token(random), at + Math.min(length, 4));
      case 7 -> spliced(in, at, random);
      case 8 -> join(in, at, many(random), at);
      default -> Arrays.copyOf(in, at);
    };
  }

  private static byte[] flipped(byte[] in, int at, SplittableRandom random) {
    byte[] out = in.clone();
    if (at < out.length) {
      out[at] = (byte) (out[at] ^ (1 << random.nextInt(8)));
    }
    return out;
  }

  private static byte[] token(SplittableRandom random) {
    return TOKENS.get(random.nextInt(TOKENS.size()));
  }

  private static byte[] many(SplittableRandom random) {
    byte[] token = token(random);
    byte[] out = new byte[token.length * (1 << random.nextInt(11))];
    for (int i = 0; i < out.length; i++) {
      out[i] = token[i % token.length];
    }
    return out.length > LONGEST ? Arrays.copyOf(out, LONGEST) : out;
  }

  private byte[] spliced(byte[] in, int at, SplittableRandom random) {
    byte[] other = any(random);
    int from = random.nextInt(other.length + 1);
    return join(in, at, Arrays.copyOfRange(other, from, other.length), in.length);
  }

  private static byte[] join(byte[] in, int to, byte[] middle, int from) {
    byte[] out = new byte[to + middle.length + in.length - from];
    System.arraycopy(in, 0, out, 0, to);
    System.arraycopy(middle, 0, out, to, middle.length);
    System.arraycopy(in, from, out, to + middle.length, in.length - from);
    return out;
  }
}
