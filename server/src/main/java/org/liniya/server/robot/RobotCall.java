package org.liniya.server.robot;

import java.time.Duration;
import java.util.Optional;
import org.liniya.audio.hearing.Heard;
import org.liniya.audio.hearing.Sound;
import org.liniya.call.Key;
import org.liniya.port.Leg;
import org.liniya.sip.phone.PhoneCall;

/** One call of a robot: listens, speaks and presses keys. Belongs to the robot's thread. */
public final class RobotCall {

  /** The end of a call is looked for so often while nothing is heard. */
  private static final Duration GLANCE = Duration.ofMillis(200);

  private final PhoneCall call;
  private final Earpiece earpiece;
  private final RobotVoice voice;
  private boolean finished;

  RobotCall(PhoneCall call, Earpiece earpiece, RobotVoice voice) {
    this.call = call;
    this.earpiece = earpiece;
    this.voice = voice;
  }

  /** Waits for the far end to ring. */
  public boolean awaitRinging(Duration limit) throws InterruptedException {
    return call.awaitRinging(limit);
  }

  /** Waits for the answer: 200, or the status of the refusal; nothing when the time is up. */
  public Optional<Integer> awaitAnswer(Duration limit) throws InterruptedException {
    return call.awaitAnswer(limit);
  }

  /** Waits for the end. */
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return call.awaitEnd(limit);
  }

  public boolean isOver() {
    return call.isOver();
  }

  /** Answers a call that rings. */
  public void answer() {
    call.answer();
  }

  /** Begins to speak with the robot's voice; stopping the result makes it silent again. */
  public Leg.Playing speak() {
    return call.stream().play(voice.utterance());
  }

  /** Presses keys, one after the other. */
  public void press(String keys) {
    keys.chars().forEach(symbol -> call.stream().sendKey(new Key((char) symbol)));
  }

  /**
   * Listens for the next prompt or piece of music. Nothing when none was understood in time, or the
   * call is over.
   */
  public Optional<Heard> hear(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    Optional<Heard> next = Optional.empty();
    while (next.isEmpty() && System.nanoTime() < deadline) {
      if (call.isOver() && !finished) {
        finished = true;
        earpiece.end();
      }
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      next = earpiece.next(finished ? Duration.ZERO : left.compareTo(GLANCE) < 0 ? left : GLANCE);
      if (finished) {
        break;
      }
    }
    return next;
  }

  /** Everything heard so far, as sound. */
  public Sound heard() {
    earpiece.catchUp();
    return earpiece.sound();
  }

  /** What the telephone shows about the caller. */
  public String display() {
    return call.display();
  }

  /** A header of the INVITE that rang here; empty when it had none. */
  public String header(String name) {
    return call.header(name);
  }

  public void hangUp() {
    call.hangUp();
  }
}
