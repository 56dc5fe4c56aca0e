package org.liniya.port;

import org.liniya.call.EndCause;
import org.liniya.call.LegId;
import org.liniya.speak.Utterance;

/**
 * One party's connection inside a call: the one contract of all front ends (own SIP endpoint,
 * Asterisk, fake).
 *
 * <p>Every verb only starts something and returns at once; what comes of it arrives as a {@link
 * org.liniya.call.Signal} in the inbox (or sink) that the leg was made with. Verbs are called by
 * the thread that owns the leg (the call's thread); calling a verb on a leg that is over does
 * nothing. How each verb maps to SIP and to FastAGI/AMI stands in {@code docs/leg-verbs.md}.
 */
public interface Leg {

  LegId id();

  /** Tells the caller that we are ringing (180). Does nothing when answered. */
  void ring();

  /**
   * Lets the caller hear us before, or without, an answer (SIP: 183 with a session description);
   * {@code LegProgressing} follows, or {@code LegEnded}. Does nothing when answered.
   */
  void progress();

  /** Answers; {@code LegAnswered} follows once media can flow, or {@code LegEnded}. */
  void answer();

  /**
   * Plays to this party, instead of whatever was playing or bridged; {@code PlayingEnded} follows.
   *
   * <p>A prompt that the catalogue does not hold is left out; the leg never throws for it.
   */
  Playing play(Utterance utterance);

  /**
   * Joins this leg and {@code other}, which must come from the same front end, so that the two
   * parties hear each other; stops what was playing. Ends when either leg ends, when {@link #play}
   * is called on either, or by {@link Bridging#stop}.
   */
  Bridging bridge(Leg other);

  /**
   * Puts this leg and others of the same front end together, so that each hears whom the mix says;
   * stops what was playing, and takes the place of a bridge or an earlier mix. For each party it
   * ends when the leg ends, when {@link #play}, {@link #bridge} or {@code mix} is called on it, or
   * by {@link Bridging#stop}; the others stay in. A party that has put us on hold is not heard.
   *
   * @param mix with this leg in it
   */
  Bridging mix(Mix mix);

  /**
   * From now on the recording gets what this party sends and hears. Replaces an earlier recording.
   */
  void record(Recording recording);

  /**
   * Listens whether this party speaks, whatever it hears meanwhile; {@code VoiceActivity} follows
   * each time it begins or stops. Takes the place of an earlier listening. Who speaks already is
   * told of at once.
   */
  Listening listen();

  /**
   * Lends this party an ear: from now on it gets what the party sends, whatever that party hears
   * meanwhile, but not the keys that are pressed in the sound where keys are listened for there.
   * Takes the place of an earlier ear; an ear that throws hears no more. An end of the leg ends it.
   */
  Lending lend(Ear ear);

  /** Whether this leg is over, for a watchdog; who owns the leg hears of it by {@code LegEnded}. */
  boolean isOver();

  /** Ends this leg: refuses it before the answer, hangs up after. {@code LegEnded} follows. */
  void hangUp(EndCause cause);

  /** A playing in progress. */
  interface Playing {
    /** Named in the {@code PlayingEnded} that ends it; unique within the leg. */
    long number();

    /** Stops the sound; {@code PlayingEnded(completed = false)} follows if it had not ended. */
    void stop();
  }

  /** Listening for a party's voice. */
  interface Listening {
    /** Named in every {@code VoiceActivity} of it; unique within the leg. */
    long number();

    /** Nothing more is told, but for what is under way. */
    void stop();
  }

  /** An ear that hears a party. */
  interface Lending {
    /** The ear hears no more, but for what is under way. */
    void stop();
  }

  /** Two legs or more joined. */
  interface Bridging {
    /** Parts the legs; all stay up and hear silence. */
    void stop();
  }
}
