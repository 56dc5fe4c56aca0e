package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;
import org.liniya.testkit.phone.SipMessage;

/** Everything goes through Kamailio: Record-Route, Route and Path (RFC 3261, RFC 3327). */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(value = 200, unit = TimeUnit.SECONDS)
class KamailioTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration TALK = Duration.ofSeconds(1);

  @TempDir private Path folder = Path.of("");
  @TempDir private Path config = Path.of("");

  @Test
  void anOperatorRegistersIsRungAndTalksThroughIt() {
    try (RunningServer server = RunningServer.start(ShortFlow.in(config));
        Kamailio kamailio = Kamailio.before(server, folder);
        Baresip telephone =
            Baresip.start(
                PhoneSettings.operator("1001", kamailio.address(), server.password("1001")));
        Baresip caller = Baresip.start(PhoneSettings.caller("+79161234531").withTone(440))) {
      telephone.awaitRegistered(SOON);
      server.awaitOperator("1001", "ready", SOON);
      PhoneCall out = caller.dial("sip:hotline@" + kamailio.address());
      out.awaitTalking(SOON);
      PhoneCall in = telephone.awaitIncoming(SOON);
      assertThat(in.header("Record-Route").orElse("")).contains(kamailio.address());
      in.accept();
      in.awaitTalking(SOON);
      Caller.awaitTone(out, Conversation.OPERATOR_HERTZ, TALK);
      Caller.awaitTone(in, 440, TALK);

      in.hangUp();
      out.awaitClosed(SOON);
      in.awaitClosed(SOON);
      server.awaitOperator("1001", "ready", SOON);
    }
  }

  @Test
  void aCallersRequestsGoByTheRouteAndSoDoTheServers() {
    try (RunningServer server = RunningServer.start();
        Kamailio kamailio = Kamailio.before(server, folder);
        RawCaller caller = new RawCaller(kamailio.port())) {
      caller.connect();
      assertThat(caller.routes()).singleElement().asString().contains(kamailio.address());
      String call = server.awaitCalls(1, SOON).getFirst().path("id").asString("");
      caller.key('1'); // an INFO
      server.awaitJournal(call, "language-chosen", SOON);
      // a re-INVITE
      SipMessage again = caller.offerAgain("INVITE", caller.sdp());
      assertThat(again.status()).isEqualTo(200);
      caller.hangUp();
      assertThat(server.awaitEnded(call, SOON).path("ending").asString(""))
          .isIn(List.of("caller-hung-up", "abandoned"));
    }
  }

  @Test
  void theServersByeComesThroughIt() {
    try (RunningServer server = RunningServer.start(ShortFlow.in(config));
        Kamailio kamailio = Kamailio.before(server, folder);
        RawCaller caller = new RawCaller(kamailio.port())) {
      caller.connect();
      server.awaitCalls(1, SOON);
      server.terminate();
      SipMessage bye = caller.line().nextRequest("BYE", Duration.ofSeconds(60));
      assertThat(bye.headers("Via")).hasSize(2);
      assertThat(bye.headers("Via").getFirst()).contains(kamailio.address());
      caller.line().sip().respond(bye, 200, "raw");
    }
  }
}
