package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Dialer.Result;
import org.liniya.rtp.MediaListener;
import org.liniya.sip.phone.PhoneCall;
import org.liniya.sip.phone.SipPhone;
import org.liniya.sip.wire.Target;

/** Operators register and are rung (RFC 3261 sections 10 and 13), with the project's own phone. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class OperatorTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final CallId CALL = CallId.create(Instant.EPOCH, new java.util.Random(1));

  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final FakeStreams phoneStreams = new FakeStreams();

  private SipPhone phone(Bench bench, String user, String password) throws IOException {
    return new SipPhone(
        Bench.LOOPBACK,
        user,
        new Secret(password),
        new Target("udp", "127.0.0.1", bench.endpoint.port()),
        phoneStreams,
        OperatorTest::deaf);
  }

  private static MediaListener deaf() {
    return new MediaListener() {
      @Override
      public void keyPressed(Key key) {}

      @Override
      public void playingEnded(long number, boolean completed) {}

      @Override
      public void silentFor(Duration gap) {}
    };
  }

  private SipPhone registered(Bench bench) throws Exception {
    SipPhone phone = phone(bench, "1001", "secret-1001");
    assertThat(phone.register(Duration.ofSeconds(60), SOON)).isEqualTo(200);
    return phone;
  }

  private Dialer.Dialling dial(Bench bench) {
    return bench.endpoint.dial(
        new Dialer.Request(
            new Dialer.Destination.Operator(new OperatorId("1001")),
            CALL,
            Optional.empty(),
            "Доступ, \"ru\", 4711",
            Map.of("X-Liniya-Ticket", "47110815"),
            signals::add),
        results::add);
  }

  private Result result() throws InterruptedException {
    Result result = results.poll(10, TimeUnit.SECONDS);
    assertThat(result).isNotNull();
    return java.util.Objects.requireNonNull(result);
  }

  private Signal signal() throws InterruptedException {
    Signal signal = signals.poll(10, TimeUnit.SECONDS);
    assertThat(signal).isNotNull();
    return java.util.Objects.requireNonNull(signal);
  }

  private static PhoneCall ringing(SipPhone phone) throws InterruptedException {
    return phone.awaitCall(SOON).orElseThrow();
  }

  @Test
  void aTelephoneRegistersAndUnregisters() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        SipPhone phone = registered(bench)) {
      assertThat(bench.lines.poll(10, TimeUnit.SECONDS)).isEqualTo("registered 1001");
      assertThat(bench.registrations.all())
          .singleElement()
          .satisfies(
              binding -> assertThat(binding.target()).isEqualTo("udp:127.0.0.1:" + phone.port()));
      assertThat(phone.register(Duration.ZERO, SOON)).isEqualTo(200);
      assertThat(bench.lines.poll(10, TimeUnit.SECONDS)).isEqualTo("unregistered 1001");
      assertThat(bench.registrations.all()).isEmpty();
    }
  }

  @Test
  void aWrongPasswordAndAnUnknownOperatorLookTheSame() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        SipPhone wrong = phone(bench, "1001", "guess");
        SipPhone unknown = phone(bench, "9999", "guess")) {
      assertThat(wrong.register(Duration.ofSeconds(60), SOON)).isEqualTo(401);
      assertThat(unknown.register(Duration.ofSeconds(60), SOON)).isEqualTo(401);
      assertThat(bench.lines).isEmpty();
    }
  }

  @Test
  void anOperatorIsRungAnswersAndHangsUp() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        SipPhone phone = registered(bench)) {
      dial(bench);
      PhoneCall call = ringing(phone);
      assertThat(call.display()).isEqualTo("Доступ, \"ru\", 4711");
      assertThat(call.header("X-Liniya-Ticket")).isEqualTo("47110815");
      assertThat(result()).isInstanceOf(Result.Ringing.class);
      call.answer();
      assertThat(result()).isInstanceOf(Result.Answered.class);
      assertThat(bench.dialogs.all())
          .singleElement()
          .satisfies(entry -> assertThat(entry.call()).isEqualTo(CALL));
      assertThat(bench.streams.only().applied).hasSize(1);
      call.hangUp();
      assertThat(signal())
          .isInstanceOfSatisfying(
              Signal.LegEnded.class, end -> assertThat(end.cause()).isEqualTo(EndCause.NORMAL));
      assertThat(bench.dialogs.all()).isEmpty();
    }
  }

  @Test
  void aCallWithoutATicketRingsToo() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        SipPhone phone = registered(bench)) {
      bench.endpoint.dial(
          new Dialer.Request(
              new Dialer.Destination.Operator(new OperatorId("1001")),
              CALL,
              Optional.empty(),
              "1002",
              Map.of("X-Liniya-Ticket", ""),
              signals::add),
          results::add);
      assertThat(ringing(phone).display()).isEqualTo("1002");
    }
  }

  @Test
  void weHangUpOnAnOperator() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        SipPhone phone = registered(bench)) {
      dial(bench);
      PhoneCall call = ringing(phone);
      call.answer();
      assertThat(result()).isInstanceOf(Result.Ringing.class);
      Result.Answered answered = (Result.Answered) result();
      answered.leg().hangUp(EndCause.NORMAL);
      assertThat(signal()).isInstanceOf(Signal.LegEnded.class);
      assertThat(call.awaitEnd(SOON)).isTrue();
    }
  }

  @Test
  void refusalsAreTold() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        SipPhone phone = registered(bench)) {
      assertThat(refusedWith(bench, phone, 486)).isEqualTo(EndCause.BUSY);
      assertThat(refusedWith(bench, phone, 603)).isEqualTo(EndCause.DECLINED);
      assertThat(refusedWith(bench, phone, 480)).isEqualTo(EndCause.NO_ANSWER);
      assertThat(refusedWith(bench, phone, 302)).isEqualTo(EndCause.UNREACHABLE);
    }
  }

  private EndCause refusedWith(Bench bench, SipPhone phone, int status) throws Exception {
    dial(bench);
    PhoneCall call = ringing(phone);
    assertThat(result()).isInstanceOf(Result.Ringing.class);
    call.refuse(status);
    return ((Result.Failed) result()).cause();
  }

  @Test
  void aWithdrawnOfferIsCancelled() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        SipPhone phone = registered(bench)) {
      Dialer.Dialling dialling = dial(bench);
      PhoneCall call = ringing(phone);
      assertThat(result()).isInstanceOf(Result.Ringing.class);
      dialling.cancel();
      assertThat(((Result.Failed) result()).cause()).isEqualTo(EndCause.WITHDRAWN);
      assertThat(call.awaitEnd(SOON)).isTrue();
    }
  }

  @Test
  void anOfferWithdrawnBeforeTheFirstSignIsCancelledAtTheFirstSign() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        SipPhone phone = registered(bench)) {
      dial(bench).cancel();
      assertThat(((Result.Failed) result()).cause()).isEqualTo(EndCause.WITHDRAWN);
      assertThat(ringing(phone).awaitEnd(SOON)).isTrue();
    }
  }

  @Test
  void ofTwoTelephonesTheFirstToAnswerWins() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        SipPhone one = registered(bench);
        SipPhone two = registered(bench)) {
      dial(bench);
      PhoneCall atOne = ringing(one);
      PhoneCall atTwo = ringing(two);
      atOne.answer();
      assertThat(result()).isInstanceOf(Result.Ringing.class);
      assertThat(result()).isInstanceOf(Result.Answered.class);
      assertThat(atTwo.awaitEnd(SOON)).isTrue();
      assertThat(atOne.isOver()).isFalse();
    }
  }

  @Test
  void whoIsNotRegisteredCannotBeReached() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering())) {
      dial(bench);
      assertThat(((Result.Failed) result()).cause()).isEqualTo(EndCause.UNREACHABLE);
    }
  }

  @Test
  void registrationsAreRememberedAndOldDialogsAreEndedAfterAKill() throws Exception {
    Bench.Dialogs dialogs = new Bench.Dialogs();
    Bench.Registrations registrations = new Bench.Registrations();
    try (Bench killed =
            new Bench(
                FakeDesk.answering(),
                Bench.settings(SipLimits.standard()),
                dialogs,
                registrations);
        SipPhone phone = registered(killed)) {
      dial(killed);
      PhoneCall call = ringing(phone);
      call.answer();
      assertThat(result()).isInstanceOf(Result.Ringing.class);
      assertThat(result()).isInstanceOf(Result.Answered.class);

      // what a killed process leaves behind is what the stores hold
      Bench.Dialogs left = new Bench.Dialogs();
      dialogs.all().forEach(left::opened);
      try (Bench next =
          new Bench(
              FakeDesk.answering(), Bench.settings(SipLimits.standard()), left, registrations)) {
        next.endpoint.farewell();
        assertThat(call.awaitEnd(SOON)).isTrue();
        assertThat(next.lines.poll(10, TimeUnit.SECONDS)).isEqualTo("registered 1001");
        dial(next);
        assertThat(phone.awaitCall(SOON)).isPresent();
      }
    }
  }

  @Test
  void nothingCanBeDialledOut() throws Exception {
    try (Bench bench = Bench.with(FakeDesk.answering());
        SipPhone phone = registered(bench)) {
      PhoneCall call = phone.dial("sip:hotline@127.0.0.1:" + bench.endpoint.port(), deaf());
      assertThat(call.awaitAnswer(SOON)).contains(401);
      assertThat(bench.desk.arrivals).isEmpty();
    }
  }
}
