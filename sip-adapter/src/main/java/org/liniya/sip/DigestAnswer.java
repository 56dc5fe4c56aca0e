package org.liniya.sip;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.liniya.sip.trunk.TrunkLogin;
import org.liniya.sip.wire.Challenge;
import org.liniya.sip.wire.Challenge.Algorithm;
import org.liniya.sip.wire.Reply;
import org.liniya.sip.wire.Tokens;

/**
 * Answers a provider's challenge (RFC 3261 section 22.2, RFC 7616, RFC 8760): SHA-256 where it is
 * offered, else MD5. Pure, but for the client's nonce.
 */
final class DigestAnswer {

  private DigestAnswer() {}

  /** Whether a reply is a challenge. */
  static boolean asked(Reply reply) {
    return reply.status() == 401 || reply.status() == 407;
  }

  /** Whether only the nonce was too old, so that the same password may be shown again. */
  static boolean stale(Reply reply) {
    return challenges(reply).stream()
        .anyMatch(challenge -> "true".equalsIgnoreCase(challenge.get("stale")));
  }

  /** The header for the next request; empty when no challenge of the reply is understood. */
  static Optional<Map.Entry<String, String>> to(
      Reply reply, TrunkLogin login, String method, String uri) {
    List<Map<String, String>> challenges = challenges(reply);
    for (Algorithm algorithm : Algorithm.values()) {
      for (Map<String, String> challenge : challenges) {
        if (Algorithm.of(challenge).equals(Optional.of(algorithm)) && usable(challenge)) {
          String name = reply.status() == 401 ? "Authorization" : "Proxy-Authorization";
          return Optional.of(Map.entry(name, line(challenge, algorithm, login, method, uri)));
        }
      }
    }
    return Optional.empty();
  }

  private static List<Map<String, String>> challenges(Reply reply) {
    String name = reply.status() == 401 ? "WWW-Authenticate" : "Proxy-Authenticate";
    return reply.headers(name).stream().map(Challenge::parameters).toList();
  }

  private static boolean usable(Map<String, String> challenge) {
    return challenge.containsKey("nonce")
        && (!challenge.containsKey("qop") || offersAuth(challenge.get("qop")));
  }

  private static boolean offersAuth(String qop) {
    return Arrays.stream(qop.split(",")).map(String::strip).anyMatch("auth"::equalsIgnoreCase);
  }

  private static String line(
      Map<String, String> challenge,
      Algorithm algorithm,
      TrunkLogin login,
      String method,
      String uri) {
    Map<String, String> given = new TreeMap<>();
    given.put("username", login.user());
    given.put("realm", challenge.getOrDefault("realm", ""));
    given.put("nonce", challenge.getOrDefault("nonce", ""));
    given.put("uri", uri);
    if (challenge.containsKey("qop")) {
      given.put("qop", "auth");
      given.put("nc", "00000001");
      given.put("cnonce", Tokens.token());
    }
    String response = Challenge.response(algorithm, given, method, login.password().reveal());
    StringBuilder line =
        new StringBuilder(
            "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\", algorithm=%s"
                .formatted(
                    login.user(),
                    given.get("realm"),
                    given.get("nonce"),
                    uri,
                    response,
                    algorithm.token()));
    if (given.containsKey("qop")) {
      line.append(", qop=auth, nc=00000001, cnonce=\"").append(given.get("cnonce")).append('"');
    }
    if (challenge.containsKey("opaque")) {
      line.append(", opaque=\"").append(challenge.get("opaque")).append('"');
    }
    return line.toString();
  }
}
