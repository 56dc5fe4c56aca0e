package org.liniya.asterisk;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.liniya.call.Key;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.call.Signal;
import org.liniya.port.FrontDesk;
import org.liniya.port.Inbox;
import org.liniya.port.Leg;
import org.liniya.port.RecordingPort;
import org.liniya.rtp.MediaEngine;
import org.liniya.rtp.PortRange;
import org.liniya.sip.phone.PhoneCall;
import org.liniya.sip.phone.SipPhone;
import org.liniya.sip.wire.Target;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.liniya.testkit.asterisk.RealAsterisk;
import org.liniya.testkit.call.FakeRecordingPort;
import org.liniya.testkit.call.FakeTime;
import org.liniya.testkit.call.LegContract;
import org.liniya.testkit.call.Noises;

/** Two telephones that have called a real Asterisk, and our legs to them behind it. */
final class AsteriskParty implements LegContract.Party {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final PortRange RANGE = new PortRange(20_000, 29_999);

  private final MediaEngine media;
  private final SipPhone phone;
  private final PhoneCall call;
  private final PhoneCall further;
  private final Desk desk;
  private final FrontDesk.Arrival first;
  private final FrontDesk.Arrival second;

  /** The first caller's signals are apart from those of the second, who is answered at once. */
  static final class Desk implements FrontDesk {
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private volatile BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private volatile Consumer<Signal> next = signals::add;

    @Override
    public Accepted arrived(Arrival arrival) {
      Consumer<Signal> sink = next;
      arrivals.add(arrival);
      return new Accepted(TestCalls.CALL, sink);
    }

    private FrontDesk.Arrival take() throws InterruptedException {
      FrontDesk.Arrival arrival = arrivals.poll(SOON.toMillis(), TimeUnit.MILLISECONDS);
      if (arrival == null) {
        throw new AssertionError("no caller has arrived");
      }
      return arrival;
    }
  }

  AsteriskParty(RealAsterisk asterisk, Desk desk) throws IOException, InterruptedException {
    this.desk = desk;
    desk.signals = new LinkedBlockingQueue<>();
    desk.next = desk.signals::add;
    InetAddress loopback = InetAddress.getLoopbackAddress();
    media = new MediaEngine(loopback, RANGE, 1, new Noises());
    phone =
        new SipPhone(
            loopback,
            "caller",
            new Secret(""),
            new Target("udp", "127.0.0.1", asterisk.ports().sip()),
            media::open,
            Deaf::new);
    String uri = "sip:hotline@" + asterisk.sipAddress();
    call = phone.dial(uri, new Deaf());
    first = desk.take();
    desk.next = _ -> {};
    further = phone.dial(uri, new Deaf());
    second = desk.take();
    second.leg().answer();
    if (further.awaitAnswer(SOON).isEmpty()) {
      throw new AssertionError("the second caller was not answered");
    }
  }

  @Override
  public Leg leg() {
    return first.leg();
  }

  @Override
  public Inbox inbox() {
    BlockingQueue<Signal> signals = desk.signals;
    return new Inbox() {
      @Override
      public void post(Signal signal) {
        signals.add(signal);
      }

      @Override
      public Optional<Signal> next(Duration wait) throws InterruptedException {
        return Optional.ofNullable(signals.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
      }
    };
  }

  @Override
  public Leg other() {
    return second.leg();
  }

  @Override
  public void presses(Key key) {
    call.stream().sendKey(key);
  }

  @Override
  public void speaks(Duration span) {
    play(Noises.VOICE, span);
  }

  @Override
  public void breathes(Duration span) {
    play(Noises.LINE, span);
  }

  private void play(String what, Duration span) {
    call.stream().play(Utterance.of(new Clip.Prompt(Language.RU, what + "-" + span.toMillis())));
  }

  @Override
  public void hangsUp() {
    call.hangUp();
  }

  @Override
  public RecordingPort recordings() {
    return new FakeRecordingPort(new FakeTime());
  }

  @Override
  public void close() {
    phone.close();
    media.close();
  }
}
