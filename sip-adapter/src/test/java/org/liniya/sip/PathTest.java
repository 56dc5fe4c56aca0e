package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.port.Dialer;

/** Through proxies (RFC 3261 section 12, RFC 3327), which are sockets of the test. */
@Execution(ExecutionMode.CONCURRENT)
class PathTest {

  private static String path(RawPhone proxy) {
    return "Path: <sip:127.0.0.1:" + proxy.port() + ";lr>, <sip:192.0.2.9;lr;ob>";
  }

  private static void register(Bench bench, RawPhone proxy, String path) throws Exception {
    String right = RegistrarTest.credentials(proxy, "1001", "secret-1001", "REGISTER");
    proxy.send(
        proxy
            .request("REGISTER", "1001", 2, RawPhone.branch(), right + "\n" + path, "")
            .replaceFirst("Contact: <[^>]*>", "Contact: <sip:1001@192.0.2.7:5070>"));
    String ok = proxy.awaitFinal();
    assertThat(ok).contains(" 200 ").contains("Supported: path");
    assertThat(ok.replace("\r\nPath:", ",")).contains("192.0.2.9;lr;ob"); // section 5.3
    assertThat(bench.lines.poll(10, TimeUnit.SECONDS)).isEqualTo("registered 1001");
  }

  @Test
  void anOperatorIsRungThroughTheProxiesThatHeRegisteredThrough() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone proxy = new RawPhone(bench.endpoint.port())) {
      register(bench, proxy, path(proxy));
      assertThat(bench.registrations.all().getFirst().path())
          .containsExactly("<sip:127.0.0.1:" + proxy.port() + ";lr>", "<sip:192.0.2.9;lr;ob>");
      bench.endpoint.dial(
          new Dialer.Request(
              new Dialer.Destination.Operator(new OperatorId("1001")),
              CallId.create(Instant.EPOCH, new Random(1)),
              Optional.empty(),
              "x",
              Map.of(),
              _ -> {}),
          _ -> {});
      String invite = proxy.await("INVITE sip:1001@192.0.2.7:5070 ");
      assertThat(routes(invite))
          .containsExactly("<sip:127.0.0.1:" + proxy.port() + ";lr>", "<sip:192.0.2.9;lr;ob>");
    }
  }

  private static List<String> routes(String request) {
    return request
        .lines()
        .filter(line -> line.startsWith("Route:"))
        .flatMap(line -> List.of(line.substring(6).split(",")).stream())
        .map(String::strip)
        .toList();
  }

  @Test
  void aPathThatIsNoRouteIsRefused() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone proxy = new RawPhone(bench.endpoint.port())) {
      for (String path : List.of("Path: <sip:192.0.2.9>", "Path: <tel:1>")) {
        String right = RegistrarTest.credentials(proxy, "1001", "secret-1001", "REGISTER");
        proxy.send(
            proxy.request("REGISTER", "1001", 2, RawPhone.branch(), right + "\n" + path, ""));
        assertThat(proxy.awaitFinal()).contains(" 400 ");
      }
      assertThat(bench.registrations.all()).isEmpty();
    }
  }

  @Test
  void aPathWithoutAPasswordIsNotKept() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone proxy = new RawPhone(bench.endpoint.port())) {
      proxy.send(proxy.request("REGISTER", "1001", 1, RawPhone.branch(), path(proxy), ""));
      proxy.await("SIP/2.0 401");
      assertThat(bench.registrations.all()).isEmpty();
    }
  }

  /** Else every caller behind the operators' proxy would be asked for a password. */
  @Test
  void callersMayComeThroughTheSameProxy() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone proxy = new RawPhone(bench.endpoint.port())) {
      register(bench, proxy, path(proxy));
      proxy.send(proxy.request("INVITE", "hotline", 9, RawPhone.branch(), "", RawPhone.SDP));
      proxy.await("SIP/2.0 200");
    }
  }

  @Test
  void ourByeGoesBackThroughTheProxiesOfTheInvite() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone caller = new RawPhone(bench.endpoint.port());
        RawPhone proxy = new RawPhone(bench.endpoint.port())) {
      String recorded =
          "Record-Route: <sip:127.0.0.1:"
              + proxy.port()
              + ";lr=on>\nRecord-Route: <sip:192.0.2.9;lr>";
      String ok = answered(caller, recorded);
      assertThat(ok).contains("Record-Route: <sip:127.0.0.1:" + proxy.port() + ";lr=on>");
      bench.desk.next();
      bench.desk.nextArrival().leg().hangUp(EndCause.NORMAL);
      String bye = proxy.await("BYE sip:raw@127.0.0.1:" + caller.port());
      assertThat(routes(bye))
          .containsExactly("<sip:127.0.0.1:" + proxy.port() + ";lr=on>", "<sip:192.0.2.9;lr>");
    }
  }

  private static String answered(RawPhone caller, String more) throws IOException {
    caller.send(caller.request("INVITE", "hotline", 1, RawPhone.branch(), more, RawPhone.SDP));
    String ok = caller.await("SIP/2.0 200");
    caller.learn(ok);
    caller.send(caller.request("ACK", "hotline", 1, RawPhone.branch(), "", ""));
    return ok;
  }
}
