package org.liniya.sip;

import java.time.Duration;
import org.liniya.call.Key;
import org.liniya.call.Signal;
import org.liniya.rtp.MediaFigures;
import org.liniya.rtp.MediaListener;

/** Hands what the media loop notices over to the mailbox of the leg. Runs on the media loop. */
final class FromMedia implements MediaListener {

  private final SipLeg leg;
  private final Streams streams;

  FromMedia(SipLeg leg, Streams streams) {
    this.leg = leg;
    this.streams = streams;
  }

  @Override
  public void keyPressed(Key key) {
    leg.mailbox().post(() -> leg.signals().key(key, KeyTwins.Way.RTP));
  }

  @Override
  public void toneHeard(Key key) {
    leg.mailbox().post(() -> leg.signals().key(key, KeyTwins.Way.TONES));
  }

  @Override
  public void voice(long listening, boolean speaks) {
    leg.mailbox().post(() -> leg.signals().tell(new Signal.VoiceActivity(listening, speaks)));
  }

  @Override
  public void playingEnded(long number, boolean completed) {
    leg.mailbox().post(() -> leg.signals().tell(new Signal.PlayingEnded(number, completed)));
  }

  @Override
  public void silentFor(Duration gap) {
    leg.mailbox().post(leg::silent);
  }

  @Override
  public void closed(MediaFigures figures) {
    if (figures.sent() + figures.received() > 0) {
      leg.mailbox().post(() -> keep(figures));
    }
  }

  private void keep(MediaFigures figures) {
    leg.signals()
        .call()
        .ifPresent(known -> streams.ended(known, LegFigures.event(leg.id(), leg.party(), figures)));
  }
}
