package org.liniya.asterisk;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.liniya.call.EndCause;
import org.liniya.call.Secret;
import org.liniya.call.Signal;
import org.liniya.port.FrontDesk;
import org.liniya.port.Leg;
import org.liniya.rtp.MediaEngine;
import org.liniya.sip.phone.PhoneCall;
import org.liniya.sip.phone.SipPhone;
import org.liniya.sip.wire.Target;
import org.liniya.testkit.asterisk.RealAsterisk;

/** A telephone that has called a real Asterisk and was answered, and our leg to it. */
final class RecordedCall implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final SipPhone phone;
  final PhoneCall call;
  final Leg leg;
  private final BlockingQueue<Signal> signals;

  private final BlockingQueue<Long> played = new LinkedBlockingQueue<>();

  private final class Played extends Deaf {
    @Override
    public void playingEnded(long number, boolean completed) {
      if (completed) {
        played.add(number);
      }
    }
  }

  /** Gives each caller signals of its own. */
  static final class Desk implements FrontDesk {
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private volatile BlockingQueue<Signal> next = new LinkedBlockingQueue<>();

    @Override
    public Accepted arrived(Arrival arrival) {
      BlockingQueue<Signal> signals = next;
      arrivals.add(arrival);
      return new Accepted(TestCalls.CALL, signals::add);
    }
  }

  RecordedCall(RealAsterisk asterisk, MediaEngine media, Desk desk)
      throws IOException, InterruptedException {
    signals = new LinkedBlockingQueue<>();
    desk.next = signals;
    phone =
        new SipPhone(
            InetAddress.getLoopbackAddress(),
            "caller",
            new Secret(""),
            new Target("udp", "127.0.0.1", asterisk.ports().sip()),
            media::open,
            Deaf::new);
    call = phone.dial("sip:hotline@" + asterisk.sipAddress(), new Played());
    FrontDesk.Arrival arrival = desk.arrivals.poll(SOON.toMillis(), TimeUnit.MILLISECONDS);
    if (arrival == null) {
      throw new AssertionError("no caller has arrived");
    }
    leg = arrival.leg();
    leg.answer();
    await(Signal.LegAnswered.class);
    if (call.awaitAnswer(SOON).isEmpty()) {
      throw new AssertionError("the caller was not answered");
    }
  }

  void await(Class<? extends Signal> kind) throws InterruptedException {
    Signal signal;
    do {
      signal = signals.poll(SOON.toMillis(), TimeUnit.MILLISECONDS);
      if (signal == null) {
        throw new AssertionError("no " + kind.getSimpleName());
      }
    } while (!kind.isInstance(signal));
  }

  /** The leg plays it; returns at its end. */
  void hears(int hertz, int ms) throws InterruptedException {
    leg.play(Tones.of(hertz, ms));
    await(Signal.PlayingEnded.class);
  }

  void sends(int hertz, int ms) {
    played.clear();
    call.stream().play(Tones.of(hertz, ms));
  }

  /** Returns when all of what it sends was sent. */
  void sent() throws InterruptedException {
    if (played.poll(SOON.toMillis(), TimeUnit.MILLISECONDS) == null) {
      throw new AssertionError("it is still sent");
    }
  }

  void sendsToTheEnd(int hertz, int ms) throws InterruptedException {
    sends(hertz, ms);
    sent();
  }

  void ends() throws InterruptedException {
    leg.hangUp(EndCause.NORMAL);
    await(Signal.LegEnded.class);
  }

  @Override
  public void close() {
    phone.close();
  }
}
