package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.port.Dialer;
import org.liniya.port.Dialer.Destination;
import org.liniya.port.Dialer.Request;
import org.liniya.port.Dialer.Result;
import org.liniya.testkit.call.FakeDialer;
import org.liniya.testkit.call.FakeTime;

/** Which front end rings whom. */
class OperatorsDialerTest {

  private static final OperatorId OURS = new OperatorId("1001");
  private static final OperatorId THEIRS = new OperatorId("1002");

  private final FakeDialer sip = new FakeDialer();
  private final FakeDialer asterisk = new FakeDialer();
  private final OperatorsDialer dialer =
      new OperatorsDialer(
          () -> sip, () -> asterisk, THEIRS::equals, Optional.empty(), new FakeTime());

  private void dial(Destination to) {
    CallId call = new CallId(new UUID(0, 1));
    dialer.dial(new Request(to, call, Optional.empty(), "", Map.of(), _ -> {}), _ -> {});
  }

  @Test
  void anEndpointOfAsteriskIsRungThere() {
    dial(new Destination.Operator(THEIRS));

    assertThat(asterisk.attempts()).hasSize(1);
    assertThat(sip.attempts()).isEmpty();
  }

  @Test
  void aTelephoneOfOursIsRungByUs() {
    dial(new Destination.Operator(OURS));

    assertThat(sip.attempts()).hasSize(1);
    assertThat(asterisk.attempts()).isEmpty();
  }

  private static Request forLegOf(String frontEnd, Destination to) {
    CallId call = new CallId(new UUID(0, 1));
    return new Request(to, call, Optional.of(new PaperLeg(frontEnd)), "", Map.of(), _ -> {});
  }

  @Test
  void withoutATieWhoIsOfTheOtherFrontEndIsUnreachable() {
    List<Result> results = new ArrayList<>();

    dialer.dial(forLegOf("sip-1", new Destination.Operator(THEIRS)), results::add);
    dialer.dial(forLegOf("asterisk-1", new Destination.Operator(OURS)), results::add);

    Result unreachable = new Result.Failed(EndCause.UNREACHABLE);
    assertThat(results).containsExactly(unreachable, unreachable);
    dialer.dial(forLegOf("sip-1", new Destination.Operator(OURS)), results::add);
    dialer.dial(forLegOf("asterisk-1", new Destination.Operator(THEIRS)), results::add);
    assertThat(sip.attempts()).hasSize(1);
    assertThat(asterisk.attempts()).hasSize(1);
  }

  /** A number outside too, for a leg behind Asterisk: trunks are of our own SIP. */
  @Test
  void overTheTieTheyAreRungAtHome() throws InterruptedException {
    BlockingQueue<String> rung = new LinkedBlockingQueue<>();
    sip.onDial(_ -> rung.add("sip"));
    asterisk.onDial(_ -> rung.add("asterisk"));
    OperatorsDialer tied =
        new OperatorsDialer(
            () -> sip, () -> asterisk, THEIRS::equals, Optional.of(new Up()), new FakeTime());

    tied.dial(forLegOf("sip-1", new Destination.Operator(THEIRS)), _ -> {});
    assertThat(rung.poll(10, TimeUnit.SECONDS)).isEqualTo("asterisk");
    tied.dial(forLegOf("asterisk-1", new Destination.Operator(OURS)), _ -> {});
    assertThat(rung.poll(10, TimeUnit.SECONDS)).isEqualTo("sip");
    Destination outside = new Destination.Outside(PhoneNumber.of("+74950000001"));
    tied.dial(forLegOf("asterisk-1", outside), _ -> {});
    assertThat(rung.poll(10, TimeUnit.SECONDS)).isEqualTo("sip");
  }

  /** A tie over which nothing has come up yet. */
  private static final class Up implements Tie {
    @Override
    public boolean isUp() {
      return true;
    }

    @Override
    public Dialer.Dialling open(Wanted wanted, Consumer<Tie.Result> results) {
      return () -> {};
    }
  }

  @Test
  void aNumberOutsideGoesOverATrunk() {
    dial(new Destination.Outside(PhoneNumber.of("+74950000001")));

    assertThat(sip.attempts()).hasSize(1);
    assertThat(asterisk.attempts()).isEmpty();
  }
}
