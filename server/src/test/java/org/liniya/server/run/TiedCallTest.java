package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.LegId;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Dialer.Result;
import org.liniya.port.Transfer;
import org.liniya.testkit.call.FakeTime;

/** A party who is joined by the tie: what who dialled hears of it, and that nobody is left over. */
@Timeout(30)
class TiedCallTest {

  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final BlockingQueue<Rung> rung = new LinkedBlockingQueue<>();
  private final BlockingQueue<Opened> opened = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> cancelled = new LinkedBlockingQueue<>();
  private final PaperLeg party = new PaperLeg("asterisk-party");
  private final PaperLeg sip = new PaperLeg("sip-1");
  private final PaperLeg asterisk = new PaperLeg("asterisk-1");
  private boolean up = true;
  private Consumer<Signal> partys = _ -> {};
  private final TiedCall call =
      new TiedCall(
          new Dialer.Request(
              new Dialer.Destination.Operator(new OperatorId("1002")),
              new CallId(new UUID(0, 1)),
              Optional.of(new PaperLeg("sip-caller")),
              "display",
              Map.of("X-Liniya-Ticket", "1"),
              signals::add),
          results::add,
          (request, told) -> {
            rung.add(new Rung(request, told));
            return () -> cancelled.add("telephone");
          },
          new PaperTie(),
          TiedCall.Near.SIP,
          new FakeTime());

  private record Rung(Dialer.Request request, Consumer<Result> told) {}

  private record Opened(Tie.Wanted wanted, Consumer<Tie.Result> told) {}

  private final class PaperTie implements Tie {
    @Override
    public boolean isUp() {
      return up;
    }

    @Override
    public Dialer.Dialling open(Wanted wanted, Consumer<Tie.Result> told) {
      opened.add(new Opened(wanted, told));
      return () -> cancelled.add("tie");
    }
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came");
    }
    return next;
  }

  private Opened answered() throws InterruptedException {
    call.start();
    Rung telephone = next(rung);
    partys = telephone.request().sink();
    party.tells(partys);
    telephone.told().accept(new Result.Answered(party));
    Opened tie = next(opened);
    sip.tells(tie.wanted().sip());
    asterisk.tells(tie.wanted().asterisk());
    return tie;
  }

  private Opened talking() throws InterruptedException {
    Opened tie = answered();
    tie.told().accept(new Tie.Result.Up(sip, asterisk));
    assertThat(next(results)).isEqualTo(new Result.Answered(sip));
    return tie;
  }

  private void allOver() {
    assertThat(party.isOver()).as("the party").isTrue();
    assertThat(sip.isOver()).as("our SIP's end").isTrue();
    assertThat(asterisk.isOver()).as("Asterisk's end").isTrue();
  }

  @Test
  void theTelephoneShowsAsMuchAsOfItsOwnFrontEnd() throws Exception {
    call.start();
    Rung telephone = next(rung);

    assertThat(telephone.request().callersLeg()).isEmpty();
    assertThat(telephone.request().display()).isEqualTo("display");
    assertThat(telephone.request().headers()).containsEntry("X-Liniya-Ticket", "1");
    telephone.told().accept(new Result.Ringing());
    telephone.told().accept(new Result.Failed(EndCause.DECLINED));
    assertThat(next(results)).isInstanceOf(Result.Ringing.class);
    assertThat(next(results)).isEqualTo(new Result.Failed(EndCause.DECLINED));
    assertThat(opened).isEmpty();
  }

  @Test
  void nobodyIsRungWhileTheTieIsDown() throws Exception {
    up = false;

    call.start();

    assertThat(next(results)).isEqualTo(new Result.Failed(EndCause.UNREACHABLE));
    assertThat(rung).isEmpty();
  }

  @Test
  void anAnswerThatIsQuickerThanTheEndIsLetGo() throws Exception {
    call.start();
    Rung telephone = next(rung);
    call.cancel();
    assertThat(next(cancelled)).isEqualTo("telephone");

    telephone.told().accept(new Result.Answered(party));

    assertThat(next(results)).isEqualTo(new Result.Failed(EndCause.WITHDRAWN));
    assertThat(party.isOver()).isTrue();
    assertThat(opened).isEmpty();
  }

  @Test
  void aTieThatFailsCostsTheTelephoneItsCall() throws Exception {
    answered().told().accept(new Tie.Result.Failed(EndCause.UNREACHABLE));

    assertThat(next(results)).isEqualTo(new Result.Failed(EndCause.UNREACHABLE));
    assertThat(party.isOver()).isTrue();
  }

  @Test
  void aTieThatIsUpTooLateIsLetGo() throws Exception {
    Opened tie = answered();
    call.cancel();
    assertThat(next(cancelled)).isEqualTo("tie");

    tie.told().accept(new Tie.Result.Up(sip, asterisk));

    assertThat(next(results)).isEqualTo(new Result.Failed(EndCause.WITHDRAWN));
    allOver();
  }

  @Test
  void aPartyWhoHangsUpBeforeItIsUpDeclines() throws Exception {
    Opened tie = answered();
    party.hangUp(EndCause.NORMAL);
    assertThat(next(cancelled)).isEqualTo("tie");

    tie.told().accept(new Tie.Result.Failed(EndCause.WITHDRAWN));

    assertThat(next(results)).isEqualTo(new Result.Failed(EndCause.DECLINED));
  }

  @Test
  void anEndThatIsOverAlreadyIsNoAnswer() throws Exception {
    Opened tie = answered();
    asterisk.hangUp(EndCause.LOST);

    tie.told().accept(new Tie.Result.Up(sip, asterisk));

    assertThat(next(results)).isEqualTo(new Result.Failed(EndCause.UNREACHABLE));
    allOver();
  }

  @Test
  void whatThePartyDoesTheNearEndDoes() throws Exception {
    Opened tie = talking();
    LegId theirs = party.id();
    Key key = new Key('5');
    Consumer<Signal> sink = tie.wanted().sip();
    sink.accept(new Signal.KeyPressed(sip.id(), key, Instant.EPOCH)); // heard of the party: twice
    sink.accept(new Signal.PlayingEnded(7, true));
    assertThat(next(signals)).isEqualTo(new Signal.PlayingEnded(7, true));

    partys.accept(new Signal.KeyPressed(theirs, key, Instant.EPOCH));
    partys.accept(new Signal.HoldChanged(theirs, true));

    assertThat(next(signals)).isEqualTo(new Signal.KeyPressed(sip.id(), key, Instant.EPOCH));
    assertThat(next(signals)).isEqualTo(new Signal.HoldChanged(sip.id(), true));
  }

  @Test
  void whoWasConsultedBeyondTheTieGetsNobody() throws Exception {
    talking();
    Asked blind = new Asked(new Transfer.Target.Operator(new OperatorId("1003")));
    Asked attended = new Asked(new Transfer.Target.Consulted(new LegId("asterisk-2")));

    partys.accept(new Signal.TransferAsked(party.id(), attended));
    partys.accept(new Signal.TransferAsked(party.id(), blind));

    assertThat(next(signals)).isEqualTo(new Signal.TransferAsked(sip.id(), blind));
    assertThat(attended.failures()).containsExactly(EndCause.UNREACHABLE);
    assertThat(blind.failures()).isEmpty();
  }

  @Test
  void allEndWithTheParty() throws Exception {
    talking();
    party.hangUp(EndCause.LOST);

    assertThat(next(signals)).isEqualTo(new Signal.LegEnded(sip.id(), EndCause.LOST));
    allOver();
  }

  @Test
  void allEndWithTheNearEnd() throws Exception {
    talking();
    sip.hangUp(EndCause.NORMAL);

    assertThat(next(signals)).isEqualTo(new Signal.LegEnded(sip.id(), EndCause.NORMAL));
    allOver();
  }

  @Test
  void allEndWithTheFarEnd() throws Exception {
    talking();
    asterisk.hangUp(EndCause.LOST);

    assertThat(next(signals)).isEqualTo(new Signal.LegEnded(sip.id(), EndCause.LOST));
    allOver();
  }

  /** A wish, and what has come of it. */
  private record Asked(Target target, BlockingQueue<EndCause> failures) implements Transfer {
    Asked(Target target) {
      this(target, new LinkedBlockingQueue<>());
    }

    @Override
    public void ringing() {
      // not looked at
    }

    @Override
    public void done() {
      // not looked at
    }

    @Override
    public void failed(EndCause cause) {
      failures.add(cause);
    }
  }
}
