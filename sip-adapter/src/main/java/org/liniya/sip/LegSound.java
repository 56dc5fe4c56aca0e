package org.liniya.sip;

import java.io.IOException;
import java.util.Collection;
import org.liniya.port.Ear;
import org.liniya.port.Leg.Bridging;
import org.liniya.port.Leg.Lending;
import org.liniya.port.Leg.Listening;
import org.liniya.port.Leg.Playing;
import org.liniya.port.Recording;
import org.liniya.rtp.KeyRules;
import org.liniya.rtp.MediaStream;
import org.liniya.speak.Utterance;

/**
 * What is done with the sound of one leg: played, bridged, recorded. Any thread may ask, the media
 * engine obeys; a leg that is over takes no orders. What was negotiated about the sound is {@link
 * SipMedia}'s, in the leg's mailbox.
 */
final class LegSound {

  private final SipLeg leg;
  private final MediaStream stream;
  private final SipMedia media;

  /**
   * @throws IOException when there is no media port left
   */
  LegSound(SipLeg leg, Streams streams) throws IOException {
    this.leg = leg;
    this.stream = streams.open(new FromMedia(leg, streams));
    this.media = new SipMedia(stream);
  }

  /** The offers and answers. */
  SipMedia media() {
    return media;
  }

  Playing play(Utterance utterance) {
    return leg.isOver() ? new NothingPlaying() : stream.play(utterance);
  }

  Bridging bridge(LegSound other) {
    if (leg.isOver() || other.leg.isOver()) {
      return () -> {};
    }
    stream.bridge(other.stream);
    return stream::unbridge;
  }

  /** In a mix from now on, which the others have to be in too, each by this. */
  void mix(Collection<LegSound> heard) {
    if (!leg.isOver()) {
      stream.mix(heard.stream().map(other -> other.stream).toList());
    }
  }

  void unmix() {
    stream.unbridge();
  }

  void record(Recording recording) {
    if (!leg.isOver()) {
      stream.record(recording);
    }
  }

  Listening listen() {
    return leg.isOver() ? new NothingHeard() : stream.listen();
  }

  Lending lend(Ear ear) {
    return leg.isOver() ? () -> {} : stream.lend(ear);
  }

  /** What the trunk of this leg says about keys. */
  void keys(KeyRules rules) {
    stream.keys(rules);
  }

  /** How many packets have come in so far. */
  long received() {
    return stream.figures().received();
  }

  void close() {
    stream.close();
  }

  private record NothingHeard() implements Listening {
    @Override
    public long number() {
      return 0;
    }

    @Override
    public void stop() {}
  }

  private record NothingPlaying() implements Playing {
    @Override
    public long number() {
      return 0;
    }

    @Override
    public void stop() {}
  }
}
