package org.liniya.asterisk;

import java.util.List;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/** What a channel is wanted to do. Guarded by the lock of its leg. */
sealed interface Wish {

  /** To wait, in silence. */
  record Nothing() implements Wish {}

  /** To play: how far it has come is kept here, since a file may be broken off and taken up. */
  final class Sounding implements Wish {
    private final long number;
    private final List<Clip> clips;
    private int index;
    private long atMs = -1;

    Sounding(long number, Utterance utterance) {
      this.number = number;
      this.clips = utterance.clips();
    }

    long number() {
      return number;
    }

    boolean atEnd() {
      return index >= clips.size();
    }

    Clip clip() {
      return clips.get(index);
    }

    /** Where in the clip to begin; negative when it has not begun. */
    long atMs() {
      return atMs;
    }

    void reached(long ms) {
      atMs = ms;
    }

    void nextClip() {
      index++;
      atMs = -1;
    }
  }

  /** To be together with another channel. */
  record Joined(Joint joint) implements Wish {}

  /** To be in a conference; the mix that it is there for may change meanwhile. */
  final class Mixed implements Wish {
    private final Mixing.Place place;
    private Mixing mixing;
    private boolean inside;
    private int tries = 3;

    Mixed(Mixing mixing, Mixing.Place place) {
      this.mixing = mixing;
      this.place = place;
    }

    Mixing.Place place() {
      return place;
    }

    Mixing mixing() {
      return mixing;
    }

    void staysFor(Mixing next) {
      mixing = next;
    }

    /** Whether the session is busy with the conference, and must be fetched out of it. */
    boolean isInside() {
      return inside;
    }

    void inside(boolean now) {
      inside = now;
    }

    /** Counts one more. */
    boolean isOutOfTries() {
      return --tries <= 0;
    }
  }
}
