package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.liniya.call.Signal;

/** A trunk's own limits, over the wire: who is over them is told to come later, others come in. */
class TrunkLimitsTest {

  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("127.0.0.2");

  private static Trunk trunk(String name, String from) {
    return new Trunk(name, List.of(AddressRange.parse(from)), true);
  }

  private static Bench bench(Trunk... trunks) throws IOException {
    return Bench.with(
        FakeDesk.answering(), new FakeStreams(), AdmissionLimits.onlyCalls(100), trunks);
  }

  private static void refused(RawPhone caller) throws IOException {
    caller.send(caller.request("INVITE", "hotline", 1, RawPhone.branch(), "", RawPhone.SDP));
    Matcher wait = Pattern.compile("(?m)^Retry-After: (\\d+)").matcher(caller.await("SIP/2.0 503"));
    assertThat(wait.find()).isTrue();
    assertThat(Integer.parseInt(wait.group(1))).isBetween(5, 15);
  }

  @Test
  void oneTrunkIsFullAndTheOthersCallGetsThrough() throws Exception {
    try (Bench bench =
            bench(trunk("small", "127.0.0.1").withShare(1, 10), trunk("other", "127.0.0.2"));
        RawPhone first = new RawPhone(bench.endpoint.port());
        RawPhone second = new RawPhone(bench.endpoint.port());
        RawPhone third = new RawPhone(bench.endpoint.port());
        RawPhone others = new RawPhone(bench.endpoint.port(), ELSEWHERE)) {
      first.call("hotline");
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      refused(second);
      others.call("hotline");
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegAnswered.class);
      assertThat(Provider.view(bench, "small").refusals()).isEqualTo(Map.of("trunk-calls", 1L));
      assertThat(Provider.view(bench, "other").refusals()).isEmpty();

      first.send(first.request("BYE", "hotline", 2, RawPhone.branch(), "", ""));
      first.await("SIP/2.0 200");
      assertThat(bench.desk.next()).isInstanceOf(Signal.LegEnded.class);
      third.call("hotline");
      assertThat(bench.desk.arrivals).hasSize(3);
    }
  }

  /** Twice the rate may come at one blow; that they are over again gives no room to more. */
  @Test
  void newCallsOfOneTrunkComeTooFastAndTheOthersCallGetsThrough() throws Exception {
    try (Bench bench =
        bench(trunk("small", "127.0.0.1").withShare(100, 1), trunk("other", "127.0.0.2"))) {
      for (int i = 0; i < 2; i++) {
        try (RawPhone caller = new RawPhone(bench.endpoint.port())) {
          caller.call("hotline");
        }
      }
      try (RawPhone caller = new RawPhone(bench.endpoint.port());
          RawPhone others = new RawPhone(bench.endpoint.port(), ELSEWHERE)) {
        refused(caller);
        others.call("hotline");
      }
      assertThat(Provider.view(bench, "small").refusals()).isEqualTo(Map.of("trunk-new-calls", 1L));
    }
  }
}
