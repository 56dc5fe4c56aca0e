package org.liniya.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.call.Key;
import org.liniya.call.Language;
import org.liniya.call.Signal;
import org.liniya.port.Encoding;
import org.liniya.port.Inbox;
import org.liniya.port.Leg;
import org.liniya.port.RecordingPort;
import org.liniya.rtp.MediaEngine;
import org.liniya.rtp.MediaSettings;
import org.liniya.rtp.MediaStream;
import org.liniya.rtp.PortRange;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.liniya.testkit.call.FakeRecordingPort;
import org.liniya.testkit.call.FakeTime;
import org.liniya.testkit.call.LegContract;
import org.liniya.testkit.call.Noises;

/**
 * A caller by hand-written messages whose sound really flows, and the leg to that caller. Answers
 * the endpoint on a thread of its own.
 */
final class RealParty implements LegContract.Party {

  private static final PortRange RANGE = new PortRange(20_000, 29_999);

  private final MediaEngine ours = new MediaEngine(Bench.LOOPBACK, RANGE, 1, new Noises());
  private final MediaEngine theirs = new MediaEngine(Bench.LOOPBACK, RANGE, 1, new Noises());
  private final MediaStream mouth = theirs.open(new Ear(1));
  private final TwoCallers desk = new TwoCallers();
  private final Bench bench = Bench.with(desk, ours::open);
  private final RawPhone phone = new RawPhone(bench.endpoint.port());
  private final RawPhone further = new RawPhone(bench.endpoint.port());
  private final Leg leg;
  private final Leg other;
  private volatile boolean over;

  /** The first caller's signals are apart from those of the second, who is answered at once. */
  private static final class TwoCallers extends FakeDesk {
    private final BlockingQueue<Signal> first = new LinkedBlockingQueue<>();
    private final AtomicInteger callers = new AtomicInteger();

    TwoCallers() {
      super(_ -> {});
    }

    @Override
    public Accepted arrived(Arrival arrival) {
      int number =
          callers.incrementAndGet(); // before the test can see the first and send the second
      Accepted accepted = super.arrived(arrival);
      if (number == 1) {
        return new Accepted(CALL, first::add);
      }
      arrival.leg().answer();
      return accepted;
    }
  }

  RealParty() throws IOException, InterruptedException {
    try {
      phone.send(phone.request("INVITE", "hotline", 1, RawPhone.branch(), "", sdp()));
      leg = desk.nextArrival().leg();
      further.call("hotline");
      other = desk.nextArrival().leg();
    } catch (IOException | InterruptedException | AssertionError e) {
      close(); // or its threads stay, and another test trips over them
      throw e;
    }
    Thread.ofVirtual().start(this::answer);
  }

  private String sdp() {
    return RawPhone.SDP.replace("m=audio 40000 ", "m=audio " + mouth.local().getPort() + " ");
  }

  private void answer() {
    try {
      while (!over) {
        phone.receive(100).ifPresent(this::answer);
      }
    } catch (IOException closed) {
      over = true;
    }
  }

  private void answer(String message) {
    try {
      if (message.startsWith("BYE ")) {
        phone.sendAnswer(message, "200 OK", "");
      } else if (message.startsWith("SIP/2.0 ") && message.contains(" INVITE\r\n")) {
        acknowledge(message);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void acknowledge(String answer) throws IOException {
    if (answer.startsWith("SIP/2.0 1")) {
      return;
    }
    phone.learn(answer);
    if (answer.startsWith("SIP/2.0 200")) {
      mouth.apply(towards(answer));
    }
    phone.send(phone.request("ACK", "hotline", 1, RawPhone.branch(), "", ""));
  }

  private static MediaSettings towards(String sdp) {
    Matcher port = Pattern.compile("m=audio (\\d+) ").matcher(sdp);
    if (!port.find()) {
      throw new AssertionError("no m-line in " + sdp);
    }
    return new MediaSettings(
        new InetSocketAddress(Bench.LOOPBACK, Integer.parseInt(port.group(1))),
        Encoding.PCMA,
        OptionalInt.of(96),
        OptionalInt.of(96),
        20,
        true,
        true);
  }

  @Override
  public Leg leg() {
    return leg;
  }

  @Override
  public Inbox inbox() {
    return new Inbox() {
      @Override
      public void post(Signal signal) {
        desk.first.add(signal);
      }

      @Override
      public Optional<Signal> next(Duration wait) throws InterruptedException {
        return Optional.ofNullable(desk.first.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
      }
    };
  }

  @Override
  public Leg other() {
    return other;
  }

  @Override
  public void presses(Key key) {
    mouth.sendKey(key);
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
    mouth.play(Utterance.of(new Clip.Prompt(Language.RU, what + "-" + span.toMillis())));
  }

  @Override
  public void hangsUp() {
    try {
      phone.send(phone.request("BYE", "hotline", 2, RawPhone.branch(), "", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public RecordingPort recordings() {
    return new FakeRecordingPort(new FakeTime());
  }

  @Override
  public void close() {
    over = true;
    bench.close();
    phone.close();
    further.close();
    ours.close();
    theirs.close();
  }
}
