package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.liniya.port.Time;
import org.liniya.sip.Admission.Decision;
import org.liniya.sip.Admission.Decision.Admit;
import org.liniya.sip.AdmissionLimits.Share;

/** Who comes in, case by case, with a clock that the test moves. */
class AdmissionTest {

  private static final InetAddress ANNA = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress BORIS = InetAddress.ofLiteral("192.0.2.2");
  private static final AdmissionLimits LIMITS =
      new AdmissionLimits(4, 3, 6, 2, 3, 2, Duration.ofMillis(60), 85, 100);

  private Duration now = Duration.ofMinutes(1);
  private final Admission admission = new Admission(LIMITS, time(), new Random(1));

  private Time time() {
    return new Time() {
      @Override
      public Instant now() {
        return Instant.EPOCH.plus(now);
      }

      @Override
      public Duration elapsed() {
        return now;
      }
    };
  }

  private Decision call(InetAddress source) {
    return admission.call(source, Optional.empty());
  }

  private static Refusal refusal(Decision decision) {
    return switch (decision) {
      case Decision.Refuse(Refusal reason, Duration wait) -> {
        assertThat(wait).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(15));
        yield reason;
      }
      case Decision.Ignore(Refusal reason) -> reason;
      case Admit _ -> throw new AssertionError("admitted");
    };
  }

  private void later(int seconds) {
    now = now.plusSeconds(seconds);
  }

  @Test
  void callsOfOneSourceAreBoundedAndAPlaceIsGivenBackOnce() {
    Admit first = (Admit) call(ANNA);
    assertThat(call(ANNA)).isInstanceOf(Admit.class);
    assertThat(call(ANNA)).isInstanceOf(Admit.class);
    assertThat(refusal(call(ANNA))).isEqualTo(Refusal.CALLS_PER_SOURCE);
    later(9);
    first.place().leave();
    first.place().leave();
    assertThat(admission.count()).isEqualTo(2);
    assertThat(call(ANNA)).isInstanceOf(Admit.class);
    assertThat(refusal(call(ANNA))).isEqualTo(Refusal.CALLS_PER_SOURCE);
    assertThat(admission.refused(Refusal.CALLS_PER_SOURCE)).isEqualTo(2);
  }

  @Test
  void callsOfAllSourcesAreBounded() {
    call(ANNA);
    call(ANNA);
    call(ANNA);
    later(9);
    assertThat(call(BORIS)).isInstanceOf(Admit.class);
    assertThat(refusal(call(BORIS))).isEqualTo(Refusal.CALLS);
  }

  @Test
  void whoCallsTooFastTakesNothingFromTheOthers() {
    for (int i = 0; i < 4; i++) {
      ((Admit) call(ANNA)).place().leave(); // a burst of two seconds' worth
    }
    assertThat(refusal(call(ANNA))).isEqualTo(Refusal.NEW_CALLS_PER_SOURCE);
    for (int i = 0; i < 100; i++) {
      call(ANNA);
    }
    assertThat(call(BORIS)).isInstanceOf(Admit.class);
    later(1);
    assertThat(call(ANNA)).isInstanceOf(Admit.class);
  }

  @Test
  void manyThatAskForMuchLeaveSomethingToTheOthers() {
    AdmissionLimits limits =
        new AdmissionLimits(100, 50, 10, 5, 3, 2, Duration.ofMillis(60), 85, 100);
    Admission busy = new Admission(limits, time(), new Random(1));
    for (int second = 0; second < 20; second++) {
      for (int i = 0; i < 400; i++) {
        busy.call(InetAddress.ofLiteral("10.0.0." + i % 10), Optional.empty());
      }
      later(1);
    }
    assertThat(busy.count()).isEqualTo(90);
    assertThat(busy.call(ANNA, Optional.empty())).isInstanceOf(Admit.class);
  }

  @Test
  void moreRefusalsThanCanBeAnsweredGetNoAnswer() {
    for (int i = 0; i < 4; i++) {
      ((Admit) call(ANNA)).place().leave();
    }
    for (int i = 0; i < 12; i++) {
      assertThat(call(ANNA)).isInstanceOf(Decision.Refuse.class);
    }
    assertThat(call(ANNA)).isInstanceOf(Decision.Ignore.class);
    later(1);
    call(ANNA);
    call(ANNA);
    assertThat(call(ANNA)).isInstanceOf(Decision.Refuse.class);
  }

  @Test
  void aTrunkHasItsOwnLimits() {
    Optional<Share> share = Optional.of(new Share("provider", 1, 10));
    assertThat(admission.call(ANNA, share)).isInstanceOf(Admit.class);
    assertThat(refusal(admission.call(BORIS, share))).isEqualTo(Refusal.TRUNK_CALLS);
    assertThat(call(BORIS)).isInstanceOf(Admit.class);
  }

  @Test
  void sixtyFourBitsAreOneSource() {
    for (int i = 1; i <= 3; i++) {
      call(InetAddress.ofLiteral("2001:db8::" + i));
    }
    assertThat(refusal(call(InetAddress.ofLiteral("2001:db8::4"))))
        .isEqualTo(Refusal.CALLS_PER_SOURCE);
  }

  private boolean request(InetAddress source) {
    return admission.request(source, Optional::empty);
  }

  private boolean request(InetAddress source, String telephone) {
    return admission.request(source, () -> Optional.of(telephone));
  }

  @Test
  void otherRequestsAreCountedBySourceAndInAll() {
    for (int i = 0; i < 4; i++) {
      assertThat(request(ANNA)).isTrue();
    }
    assertThat(request(ANNA)).isFalse();
    assertThat(request(BORIS)).isTrue();
    assertThat(request(BORIS)).isTrue();
    assertThat(request(BORIS)).isFalse(); // all sources together
    assertThat(admission.ignoredRequests()).isEqualTo(2);
  }

  @Test
  void aRegisteredTelephoneGoesOnWhateverItsNeighboursDo() {
    for (int i = 0; i < 100; i++) {
      request(ANNA);
      request(BORIS);
    }
    assertThat(request(ANNA, "udp:192.0.2.1:5070")).isTrue(); // its source has nothing left
    assertThat(request(InetAddress.ofLiteral("192.0.2.3"), "udp:192.0.2.3:5070")).isTrue();
    for (int i = 0; i < 100; i++) { // one that goes mad, or somebody with its address
      request(ANNA, "udp:192.0.2.1:5070");
    }
    assertThat(request(ANNA, "udp:192.0.2.1:5070")).isFalse();
    assertThat(request(ANNA, "udp:192.0.2.1:5071")).isTrue();
    later(1);
    assertThat(request(ANNA, "udp:192.0.2.1:5070")).isTrue();
  }

  @Test
  void whileDrainingNobodyComesIn() {
    admission.drain();
    assertThat(refusal(call(ANNA))).isEqualTo(Refusal.DRAINING);
    assertThat(admission.closed()).contains(Refusal.DRAINING);
  }

  private void observe(int times, Duration lateness, int heap, int backlog) {
    for (int i = 0; i < times; i++) {
      admission.observe(new Strain(lateness, heap, backlog));
    }
  }

  @Test
  void overloadOpensAndShutsSlowly() {
    observe(3, Duration.ofMillis(61), 0, 0);
    observe(1, Duration.ofMillis(1), 0, 0);
    observe(3, Duration.ofMillis(61), 0, 0);
    assertThat(call(ANNA)).isInstanceOf(Admit.class);
    observe(1, Duration.ofMillis(61), 0, 0);
    assertThat(refusal(call(ANNA))).isEqualTo(Refusal.LATE_SOUND);
    observe(7, Duration.ofMillis(1), 0, 0);
    observe(1, Duration.ofMillis(50), 0, 0); // above 80% of the limit
    observe(7, Duration.ofMillis(1), 0, 0);
    assertThat(admission.closed()).contains(Refusal.LATE_SOUND);
    observe(1, Duration.ofMillis(1), 0, 0);
    assertThat(call(ANNA)).isInstanceOf(Admit.class);
  }

  @Test
  void memoryAndBacklogAreSignsToo() {
    observe(4, Duration.ZERO, 86, 0);
    assertThat(admission.closed()).contains(Refusal.MEMORY);
    observe(8, Duration.ZERO, 10, 0);
    observe(4, Duration.ZERO, 0, 101);
    assertThat(admission.closed()).contains(Refusal.BACKLOG);
  }

  @Test
  void manySourcesAreNotAllRemembered() {
    Rates rates = new Rates();
    for (int i = 0; i < 50_000; i++) {
      rates.take("source " + i, 10, now);
    }
    assertThat(rates.size()).isEqualTo(10_000);
  }
}
