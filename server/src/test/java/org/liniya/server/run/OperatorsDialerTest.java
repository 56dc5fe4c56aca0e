package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.port.Dialer.Destination;
import org.liniya.port.Dialer.Request;
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

  @Test
  void aNumberOutsideGoesOverATrunk() {
    dial(new Destination.Outside(PhoneNumber.of("+74950000001")));

    assertThat(sip.attempts()).hasSize(1);
    assertThat(asterisk.attempts()).isEmpty();
  }
}
