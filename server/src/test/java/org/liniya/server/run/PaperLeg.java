package org.liniya.server.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.LegId;
import org.liniya.call.Signal;
import org.liniya.port.Ear;
import org.liniya.port.Leg;
import org.liniya.port.Mix;
import org.liniya.port.Recording;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/**
 * A leg without sound: a prompt is over as soon as it begins, music lasts. What its party does when
 * it hears a prompt is said beforehand. Thread-safe.
 */
final class PaperLeg implements Leg {

  private final LegId id;
  private final Map<String, Consumer<PaperLeg>> doings = new ConcurrentHashMap<>();
  private final AtomicLong playings = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<Signal> early = new ArrayList<>();
  private Optional<Consumer<Signal>> sink = Optional.empty();

  PaperLeg(String id) {
    this.id = new LegId(id);
  }

  /** Where its signals go from now on, those that came before as well. */
  synchronized void tells(Consumer<Signal> receiver) {
    sink = Optional.of(receiver);
    early.forEach(receiver);
    early.clear();
  }

  private synchronized void tell(Signal signal) {
    sink.ifPresentOrElse(receiver -> receiver.accept(signal), () -> early.add(signal));
  }

  /** What its party does when it hears the prompt for the next time, {@code music} included. */
  PaperLeg hearing(String prompt, Consumer<PaperLeg> doing) {
    doings.put(prompt, doing);
    return this;
  }

  /** The key that its party presses when it hears the prompt for the next time. */
  PaperLeg presses(String prompt, char key) {
    return hearing(prompt, leg -> leg.tell(new Signal.KeyPressed(id, new Key(key), Instant.EPOCH)));
  }

  /** The party hangs up, or is lost. */
  void ends(EndCause cause) {
    if (over.compareAndSet(false, true)) {
      tell(new Signal.LegEnded(id, cause));
    }
  }

  private void does(String what) {
    Consumer<PaperLeg> doing = doings.remove(what);
    if (doing != null) {
      doing.accept(this);
    }
  }

  @Override
  public boolean isOver() {
    return over.get();
  }

  @Override
  public LegId id() {
    return id;
  }

  @Override
  public void ring() {
    // nobody is to hear it
  }

  @Override
  public void progress() {
    tell(new Signal.LegProgressing(id));
  }

  @Override
  public void answer() {
    tell(new Signal.LegAnswered(id));
  }

  @Override
  public Playing play(Utterance utterance) {
    long number = playings.incrementAndGet();
    AtomicBoolean told = new AtomicBoolean();
    Consumer<Boolean> end =
        completed -> {
          if (!over.get() && told.compareAndSet(false, true)) {
            tell(new Signal.PlayingEnded(number, completed));
          }
        };
    boolean lasts = false;
    for (Clip clip : utterance.clips()) {
      if (clip instanceof Clip.Prompt prompt) {
        does(prompt.name());
      } else if (clip instanceof Clip.Music) {
        lasts = true;
        does("music");
      }
    }
    if (!lasts) {
      end.accept(true);
    }
    return new Playing() {
      @Override
      public long number() {
        return number;
      }

      @Override
      public void stop() {
        end.accept(false);
      }
    };
  }

  @Override
  public Bridging bridge(Leg other) {
    return () -> {};
  }

  @Override
  public Bridging mix(Mix mix) {
    return () -> {};
  }

  @Override
  public void record(Recording recording) {
    // there is no sound
  }

  @Override
  public Listening listen() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Lending lend(Ear ear) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void hangUp(EndCause cause) {
    ends(cause);
  }
}
