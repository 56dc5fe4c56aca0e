package org.liniya.sip.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arithmetic of digest authentication, for both sides (RFC 7616; RFC 8760 for SIP). Holds
 * nothing.
 */
public final class Challenge {

  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\\s,]+))");

  /** No credentials are longer; a pattern needs stack for every part of what it reads. */
  private static final int LONGEST = 2_048;

  private Challenge() {}

  /** The hashes that we offer, best first (RFC 8760 section 2.3). */
  public enum Algorithm {
    SHA_256("SHA-256"),
    MD5("MD5");

    private final String token;

    Algorithm(String token) {
      this.token = token;
    }

    /** The name as it stands in headers, and in Java. */
    public String token() {
      return token;
    }

    /** The algorithm of a header; none named means MD5. */
    public static Optional<Algorithm> of(Map<String, String> parameters) {
      String named = parameters.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
      return Arrays.stream(values()).filter(algorithm -> algorithm.token.equals(named)).findFirst();
    }
  }

  /** The parameters of {@code Digest a=b, c="d"}, names in small letters; empty when it is none. */
  public static Map<String, String> parameters(String header) {
    Map<String, String> parameters = new TreeMap<>();
    if (header.length() > LONGEST || !header.regionMatches(true, 0, "Digest ", 0, 7)) {
      return parameters;
    }
    Matcher matcher = PARAMETER.matcher(header.substring(7));
    while (matcher.find()) {
      String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
      parameters.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value);
    }
    return parameters;
  }

  /**
   * The {@code response} value for {@code qop=auth} (RFC 7616 section 3.4.1), and without a qop
   * what old servers want (RFC 2617 section 3.2.2.1).
   *
   * @param given username, realm, nonce, nc, cnonce, qop and uri as they stand in the header
   */
  public static String response(
      Algorithm algorithm, Map<String, String> given, String method, String password) {
    String ha1 =
        hash(
            algorithm,
            given.getOrDefault("username", "")
                + ":"
                + given.getOrDefault("realm", "")
                + ":"
                + password);
    String ha2 = hash(algorithm, method + ":" + given.getOrDefault("uri", ""));
    if (!given.containsKey("qop")) {
      return hash(algorithm, ha1 + ":" + given.getOrDefault("nonce", "") + ":" + ha2);
    }
    return hash(
        algorithm,
        String.join(
            ":",
            ha1,
            given.getOrDefault("nonce", ""),
            given.getOrDefault("nc", ""),
            given.getOrDefault("cnonce", ""),
            given.getOrDefault("qop", ""),
            ha2));
  }

  private static String hash(Algorithm algorithm, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm.token());
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm.token(), e);
    }
  }
}
