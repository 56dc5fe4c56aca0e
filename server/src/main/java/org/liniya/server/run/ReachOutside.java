package org.liniya.server.run;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.EndCause;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Leg;
import org.liniya.server.run.DeskInbox.Event;

/**
 * Rings a number outside for the operator. An attempt that is given up has its last word awaited,
 * since an answer may have been quicker.
 */
final class ReachOutside {

  /** The dialler owes the last word of a cancelled attempt within this time. */
  private static final Duration LAST_WORD = Duration.ofSeconds(40);

  private final DeskLine line;
  private final PhoneNumber number;

  ReachOutside(DeskLine line, PhoneNumber number) {
    this.line = line;
    this.number = number;
  }

  Reached run() throws InterruptedException {
    Dialer.Dialling dialling = dial();
    Duration until = line.now().plus(Reached.RINGING);
    while (true) {
      switch (line.take(until)) {
        case Event.Dialled(Dialer.Result.Ringing()) -> line.leg().ring();
        case Event.Dialled(Dialer.Result.Answered(Leg far)) -> {
          return new Reached.Answered(new FarParty.Outside(far));
        }
        case Event.Dialled(Dialer.Result.Failed(EndCause cause)) -> {
          return new Reached.Failed(cause);
        }
        case Event.Happened(Signal signal) -> {
          Optional<EndCause> over = line.over(signal);
          if (over.isPresent()) {
            return giveUp(dialling, over.get());
          }
        }
        case Event.Nothing() -> {
          return giveUp(dialling, EndCause.NO_ANSWER);
        }
        case Event.TakenOver _, Event.Parted _, Event.OfTalk _, Event.ModeWanted _ -> {}
      }
    }
  }

  private Dialer.Dialling dial() {
    return line.ports()
        .dialer()
        .dial(
            new Dialer.Request(
                new Dialer.Destination.Outside(number),
                line.call(),
                Optional.of(line.leg()),
                "",
                Map.of(),
                line.handover()::ofFar),
            result -> line.inbox().post(new Event.Dialled(result)));
  }

  private Reached giveUp(Dialer.Dialling dialling, EndCause cause) throws InterruptedException {
    dialling.cancel(); // Failed follows, or an answer that was quicker
    while (true) {
      switch (line.inbox().take(LAST_WORD)) {
        case Event.Dialled(Dialer.Result.Ringing()) -> line.leg().ring();
        case Event.Dialled(Dialer.Result.Answered(Leg far)) -> {
          far.hangUp(EndCause.NORMAL);
          return new Reached.GivenUp(cause);
        }
        case Event.Dialled(Dialer.Result.Failed _), Event.Nothing() -> {
          return new Reached.GivenUp(cause);
        }
        case Event.Happened(Signal signal) -> line.over(signal); // declines transfers
        case Event.TakenOver _, Event.Parted _, Event.OfTalk _, Event.ModeWanted _ -> {}
      }
    }
  }
}
