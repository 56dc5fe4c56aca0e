package org.liniya.sip;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sip.message.Response;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.port.OperatorSecrets;
import org.liniya.port.Time;
import org.liniya.sip.wire.Challenge;
import org.liniya.sip.wire.Challenge.Algorithm;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Messages;
import org.liniya.sip.wire.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for an operator's password (RFC 3261 section 22, RFC 7616, RFC 8760) and slows down who gets
 * it wrong ({@link Guesses}). Known and unknown operators see the same. Thread-safe.
 */
final class Gate {

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  /** What a request's credentials amount to. */
  sealed interface Verdict {
    record Known(OperatorId operator) implements Verdict {}

    /**
     * Must ask again.
     *
     * @param delay how long the answer is held back
     */
    record Ask(boolean stale, Duration delay) implements Verdict {}
  }

  private final String realm;
  private final OperatorSecrets secrets;
  private final Time time;
  private final Nonces nonces = new Nonces();
  private final Secret nobodys = new Secret(Tokens.token());
  private final Guesses guesses = new Guesses();

  Gate(String realm, OperatorSecrets secrets, Time time) {
    this.realm = realm;
    this.secrets = secrets;
    this.time = time;
  }

  /** As below, with no telephones that are known. */
  Verdict judge(Incoming incoming) {
    return judge(incoming, _ -> false);
  }

  /**
   * Judges the credentials in {@code Authorization} or {@code Proxy-Authorization}.
   *
   * @param here whether {@code incoming} comes from a telephone that a user has registered before:
   *     nobody's guesses keep that one out
   */
  Verdict judge(Incoming incoming, Predicate<OperatorId> here) {
    Optional<Map<String, String>> given =
        incoming.headers("Authorization").stream()
            .map(Challenge::parameters)
            .filter(
                parameters -> realm.equals(parameters.get("realm")) && fits(parameters, incoming))
            .findFirst();
    if (given.isEmpty()) {
      return new Verdict.Ask(false, Duration.ZERO);
    }
    Instant now = time.now();
    InetAddress source = incoming.source().getAddress();
    OperatorId user = new OperatorId(given.get().getOrDefault("username", ""));
    if (!guesses.allowed(source, user.value(), time.elapsed()) && !here.test(user)) {
      return new Verdict.Ask(true, Guesses.longest()); // stale: an honest telephone tries again
    }
    String nonce = given.get().getOrDefault("nonce", "");
    return switch (nonces.judge(nonce, now)) {
      case FORGED -> new Verdict.Ask(true, Duration.ZERO);
      case STALE -> new Verdict.Ask(true, Duration.ZERO);
      case GOOD -> password(incoming.method(), given.get(), user, nonce, source);
    };
  }

  private boolean fits(Map<String, String> given, Incoming incoming) {
    String uri = incoming.request().getRequestURI().toString();
    return DigestUri.fits(uri, given.getOrDefault("uri", ""), realm);
  }

  private Verdict password(
      String method,
      Map<String, String> given,
      OperatorId operator,
      String nonce,
      InetAddress source) {
    Optional<Secret> known = secrets.password(operator);
    Optional<Algorithm> algorithm = Algorithm.of(given);
    boolean right =
        algorithm.isPresent()
            && "auth".equals(given.get("qop"))
            && same(
                Challenge.response(algorithm.get(), given, method, known.orElse(nobodys).reveal()),
                given.getOrDefault("response", ""));
    if (!right || known.isEmpty()) {
      return new Verdict.Ask(false, guesses.wrong(source, operator.value(), time.elapsed()));
    }
    if (!nonces.use(nonce, count(given.getOrDefault("nc", "")))) {
      return new Verdict.Ask(true, Duration.ZERO);
    }
    return new Verdict.Known(operator);
  }

  private static boolean same(String ours, String theirs) {
    return MessageDigest.isEqual(
        ours.getBytes(StandardCharsets.UTF_8),
        theirs.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }

  private static long count(String hexadecimal) {
    return hexadecimal.matches("[0-9A-Fa-f]{1,8}") ? Long.parseLong(hexadecimal, 16) : 0;
  }

  /** Answers 401, at once or when the delay is over. */
  void ask(Incoming incoming, Verdict.Ask ask, LegTools tools, Mailbox mailbox) {
    Runnable answer =
        () ->
            tools
                .wire()
                .respond(incoming, challenge(incoming, ask.stale(), tools.wire().messages()));
    if (ask.delay().isZero()) {
      answer.run();
    } else {
      LOG.atInfo().addKeyValue("delayMs", ask.delay().toMillis()).log("wrong password");
      tools.timers().after(ask.delay(), mailbox, answer);
    }
  }

  /** Puts our challenges on a 401. */
  private Response challenge(Incoming incoming, boolean stale, Messages messages) {
    Response response = messages.answer(incoming, Response.UNAUTHORIZED);
    for (Algorithm algorithm : algorithms(incoming)) {
      messages.add(
          response,
          "WWW-Authenticate",
          "Digest realm=\"%s\", nonce=\"%s\", algorithm=%s, qop=\"auth\"%s"
              .formatted(
                  realm,
                  nonces.create(time.now()),
                  algorithm.token(),
                  stale ? ", stale=true" : ""));
    }
    return response;
  }

  /**
   * baresip 1 gives up at a challenge that it does not know, even beside one that it does; it gets
   * MD5 alone.
   */
  private static List<Algorithm> algorithms(Incoming incoming) {
    boolean knowsOnlyMd5 =
        incoming.header("User-Agent").filter(agent -> agent.startsWith("baresip v1.")).isPresent();
    return knowsOnlyMd5 ? List.of(Algorithm.MD5) : List.of(Algorithm.values());
  }
}
