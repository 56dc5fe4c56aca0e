package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Ending;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.port.CallStore;
import org.liniya.port.StoreException;
import org.liniya.ticket.TicketNumber;

/** What every {@link CallStore} keeps to. */
public abstract class CallStoreContract {
  private static final Instant AT = Samples.NOON;

  /** The store of this test, new and empty; the same at every call within a test. */
  protected abstract CallStore calls();

  private CallId arrived(int second, CallerNumber from) {
    CallId call = Samples.call(second);
    calls().arrived(call, from, "hotline", "hotline", "v1", AT.plusSeconds(second));
    return call;
  }

  private CallStore.CallRow found(CallId call) {
    return calls().find(call).orElseThrow();
  }

  @Test
  void anArrivedCallIsFoundWithNothingElseYet() {
    CallId call = arrived(0, Samples.caller());

    assertThat(calls().find(call))
        .contains(
            new CallStore.CallRow(
                call,
                Samples.caller(),
                "hotline",
                "hotline",
                "v1",
                Optional.empty(),
                AT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false));
  }

  @Test
  void theCallersNumberComesBackWithItsTrust() {
    CallerNumber claimed = new CallerNumber.Claimed(PhoneNumber.of("alice"));

    assertThat(found(arrived(0, claimed)).from()).isEqualTo(claimed);
    assertThat(found(arrived(1, new CallerNumber.Withheld())).from())
        .isEqualTo(new CallerNumber.Withheld());
  }

  @Test
  void arrivingAgainChangesNothing() {
    CallId call = arrived(0, Samples.caller());

    calls().arrived(call, new CallerNumber.Withheld(), "other", "other", "v2", AT.plusSeconds(1));

    assertThat(found(call).from()).isEqualTo(Samples.caller());
    assertThat(found(call).to()).isEqualTo("hotline");
  }

  @Test
  void aCallsLifeIsKept() {
    CallId call = arrived(0, Samples.caller());

    calls().answered(call, AT.plusSeconds(1));
    calls().languageChosen(call, Language.EN);
    calls().ticketed(call, new TicketNumber("12345674"));
    calls().queued(call, "access", AT.minusSeconds(300));
    calls().bridged(call, new OperatorId("1001"), AT.plusSeconds(30), 12_000);
    calls().talked(call, 60_000);
    calls().served(call);
    calls().ended(call, Ending.COMPLETED, AT.plusSeconds(90));

    assertThat(found(call))
        .isEqualTo(
            new CallStore.CallRow(
                call,
                Samples.caller(),
                "hotline",
                "hotline",
                "v1",
                Optional.of(Language.EN),
                AT,
                Optional.of(AT.plusSeconds(1)),
                Optional.of(AT.plusSeconds(90)),
                Optional.of(Ending.COMPLETED),
                Optional.of(new TicketNumber("12345674")),
                Optional.of(new OperatorId("1001")),
                Optional.of("access"),
                Optional.of(AT.minusSeconds(300)),
                Optional.of(12_000L),
                Optional.of(60_000L),
                true));
  }

  @Test
  void theCallsOfANumberAreCountedFromAMomentOn() {
    PhoneNumber number = PhoneNumber.of("+79991234567");
    arrived(0, new CallerNumber.Network(number));
    arrived(60, new CallerNumber.Network(number));
    arrived(61, new CallerNumber.Network(PhoneNumber.of("+79991234568")));
    arrived(120, new CallerNumber.Network(number));

    assertThat(calls().callsFrom(number, AT)).isEqualTo(3);
    assertThat(calls().callsFrom(number, AT.plusSeconds(60))).isEqualTo(2);
    assertThat(calls().callsFrom(number, AT.plusSeconds(121))).isZero();
  }

  @Test
  void onlyCallsForWhoseNumberTheNetworkVouchesCount() {
    PhoneNumber number = PhoneNumber.of("+79991234567");
    arrived(0, new CallerNumber.Claimed(number));
    arrived(1, new CallerNumber.Withheld());

    assertThat(calls().callsFrom(number, AT)).isZero();
    assertThat(calls().callsFrom(PhoneNumber.of("alice"), AT)).isZero();
  }

  @Test
  void aNumberThatRingsWithoutEndIsCountedUpToABound() {
    CallerNumber caller = new CallerNumber.Network(PhoneNumber.of("+79991234567"));
    for (int second = 0; second <= CallStore.MOST_COUNTED; second++) {
      arrived(second, caller);
    }

    assertThat(calls().callsFrom(caller.number().orElseThrow(), AT))
        .isEqualTo(CallStore.MOST_COUNTED);
  }

  @Test
  void theFirstEndingStands() {
    CallId call = arrived(0, Samples.caller());

    calls().ended(call, Ending.ABANDONED, AT.plusSeconds(1));
    calls().ended(call, Ending.CUT_OFF, AT.plusSeconds(2));

    assertThat(found(call).ending()).contains(Ending.ABANDONED);
    assertThat(found(call).endedAt()).contains(AT.plusSeconds(1));
  }

  @Test
  void openCallsAreThoseWithoutAnEnding() {
    CallId first = arrived(0, Samples.caller());
    CallId second = arrived(1, Samples.caller());
    CallId third = arrived(2, Samples.caller());

    calls().ended(second, Ending.COMPLETED, AT.plusSeconds(9));

    assertThat(calls().open()).extracting(CallStore.CallRow::id).containsExactly(first, third);
  }

  @Test
  void latestGivesTheNewestFirstPageByPage() {
    CallId first = arrived(0, Samples.caller());
    CallId second = arrived(1, Samples.caller());
    CallId third = arrived(2, Samples.caller());

    assertThat(calls().latest(2, Optional.empty()))
        .extracting(CallStore.CallRow::id)
        .containsExactly(third, second);
    assertThat(calls().latest(2, Optional.of(second)))
        .extracting(CallStore.CallRow::id)
        .containsExactly(first);
  }

  @Test
  void anUnknownCallIsNotFoundAndNotChanged() {
    CallId stranger = Samples.call(0);

    assertThat(calls().find(stranger)).isEmpty();
    assertThatThrownBy(() -> calls().answered(stranger, AT)).isInstanceOf(StoreException.class);
  }
}
