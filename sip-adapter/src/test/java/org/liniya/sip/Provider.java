package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.liniya.call.NumberPlan;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.port.TrunkBoard.TrunkView;
import org.liniya.sip.trunk.OutRules;
import org.liniya.sip.trunk.RegisterRules;
import org.liniya.sip.trunk.TrunkLogin;
import org.liniya.sip.trunk.TrunkPlace;
import org.liniya.sip.wire.Challenge;
import org.liniya.sip.wire.Challenge.Algorithm;

/** A provider made of a UDP socket and text, and the trunks that lead to it. For one thread. */
final class Provider implements AutoCloseable {

  static final TrunkLogin ACCOUNT = new TrunkLogin("line-7", new Secret("open sesame"));
  static final String NONCE = "f00d-nonce";

  final RawPhone phone;

  Provider() throws IOException {
    phone = new RawPhone(9);
  }

  // ---- trunks

  OutRules out(Duration options, String... prefixes) {
    return new OutRules(
        place(),
        List.of(prefixes),
        List.of("112"),
        2,
        3,
        Duration.ofMinutes(30),
        Optional.of(PhoneNumber.of("+78001234567")),
        Optional.of(ACCOUNT),
        options);
  }

  TrunkPlace place() {
    return new TrunkPlace("127.0.0.1", phone.port(), "udp");
  }

  Trunk trunk(String name, OutRules rules) {
    return trunk(name, Optional.of(rules), Optional.empty());
  }

  Trunk registering(Duration expires) {
    return trunk(
        "registering",
        Optional.empty(),
        Optional.of(new RegisterRules(place(), ACCOUNT, expires, "our-line")));
  }

  private static Trunk trunk(
      String name, Optional<OutRules> out, Optional<RegisterRules> register) {
    return new Trunk(
        name,
        List.of(),
        Optional.empty(),
        List.of(),
        true,
        NumberPlan.russian(),
        Map.of(),
        out,
        register);
  }

  /** An endpoint with these trunks; {@code hotline} and 8 800 123-45-67 lead to its one flow. */
  static Bench bench(SipLimits limits, Trunk... trunks) throws IOException {
    SipSettings usual = Bench.settings(limits);
    return new Bench(
        FakeDesk.answering(),
        new SipSettings(
            usual.bind(),
            usual.port(),
            usual.realm(),
            usual.userAgent(),
            Map.of("hotline", "hotline", "8 800 123-45-67", "hotline"),
            List.of(trunks),
            usual.limits()),
        new Bench.Dialogs(),
        new Bench.Registrations());
  }

  /** As usual, but a provider that does not even say 100 is given up after {@code silence}. */
  static SipLimits impatient(Duration silence) {
    SipLimits usual = SipLimits.standard();
    return new SipLimits(
        usual.calls(),
        usual.retryAfter(),
        usual.t1(),
        usual.unacknowledged(),
        silence,
        usual.unheard(),
        usual.probe(),
        usual.probeAgain(),
        usual.registrations());
  }

  static TrunkView view(Bench bench, String name) {
    return bench.endpoint.trunks().trunks().stream()
        .filter(trunk -> trunk.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Waits until a trunk shows that: the other end may be done before our side has noticed. */
  static void await(Bench bench, String name, Predicate<TrunkView> shown) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> shown.test(view(bench, name)));
  }

  // ---- what the provider says

  String await(String beginning) throws IOException {
    String request = phone.await(beginning);
    Matcher via = Pattern.compile("Via: SIP/2.0/UDP 127.0.0.1:(\\d+)").matcher(request);
    assertThat(via.find()).isTrue();
    phone.serve(Integer.parseInt(via.group(1)));
    return request;
  }

  void answer(String request, String status, String more) throws IOException {
    phone.sendAnswer(tagged(request), status, more);
  }

  /** Takes the call; the ACK and the BYE are to go where the Contact says. */
  void take(String invite) throws IOException {
    take(invite, phone.port());
  }

  /** Takes the call; another machine goes on with it. */
  void take(String invite, int contactPort) throws IOException {
    take(invite, contactPort, "");
  }

  /** Takes the call or what is asked inside it, with further headers. */
  void take(String request, String more) throws IOException {
    take(request, phone.port(), more);
  }

  private void take(String invite, int contactPort, String more) throws IOException {
    String sdp = RawPhone.SDP.replace("\n", "\r\n");
    StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
    tagged(invite)
        .lines()
        .filter(line -> line.matches("(?i)(Via|From|To|Call-ID|CSeq):.*"))
        .forEach(line -> answer.append(line).append("\r\n"));
    phone.send(
        answer
            + "Contact: <sip:switch@127.0.0.1:"
            + contactPort
            + ">\r\n"
            + more
            + "Content-Type: application/sdp\r\nContent-Length: "
            + sdp.length()
            + "\r\n\r\n"
            + sdp);
  }

  void challenge(String request, String status, String algorithm, String more) throws IOException {
    String name = status.startsWith("407") ? "Proxy-Authenticate" : "WWW-Authenticate";
    answer(
        request,
        status,
        name
            + ": Digest realm=\"provider\", nonce=\""
            + NONCE
            + "\", algorithm="
            + algorithm
            + more
            + "\r\n");
  }

  /** Whether the request shows the right password. */
  static boolean shows(String request, String header, Algorithm algorithm) {
    Map<String, String> given = Challenge.parameters(header(request, header));
    String method = request.substring(0, request.indexOf(' '));
    return given.getOrDefault("nonce", "").equals(NONCE)
        && given.getOrDefault("username", "").equals(ACCOUNT.user())
        && Challenge.response(algorithm, given, method, ACCOUNT.password().reveal())
            .equals(given.get("response"));
  }

  static String header(String message, String name) {
    Matcher header =
        Pattern.compile("(?mi)^" + Pattern.quote(name) + ":[ \\t]*(.*?)\\r?$").matcher(message);
    return header.find() ? header.group(1) : "";
  }

  private static String tagged(String request) {
    return header(request, "To").contains("tag=")
        ? request
        : request.replaceFirst("(?m)^(To:[^\\r\\n]*)", "$1;tag=theirs");
  }

  @Override
  public void close() {
    phone.close();
  }
}
