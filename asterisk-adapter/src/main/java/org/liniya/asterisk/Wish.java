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
}
