package org.liniya.rtp;

/**
 * What a stream does about keys; said by the trunk that its leg came over. Immutable.
 *
 * @param relay whether keys by RFC 4733 go through a bridge that has this stream on either side, to
 *     a far end that takes them by RFC 4733
 * @param tones when keys are looked for in the sound
 */
public record KeyRules(boolean relay, Tones tones) {

  /** When keys are looked for in the sound. */
  public enum Tones {
    /** When the far end has not agreed on telephone-event: it has no other way in RTP. */
    WITHOUT_EVENTS,
    /** Even if it has: it says so and still sends tones. */
    ALWAYS,
    NEVER
  }

  /** Nothing is relayed; tones are looked for where there are no events. */
  public static final KeyRules USUAL = new KeyRules(false, Tones.WITHOUT_EVENTS);

  boolean listens(MediaSettings agreed) {
    return switch (tones) {
      case WITHOUT_EVENTS -> agreed.receiveEvents().isEmpty();
      case ALWAYS -> true;
      case NEVER -> false;
    };
  }
}
