package org.liniya.asterisk;

import java.time.Duration;
import org.liniya.call.Key;
import org.liniya.rtp.MediaListener;

/** Hears nothing of what a telephone's media tell. */
class Deaf implements MediaListener {

  @Override
  public void keyPressed(Key key) {
    // deaf
  }

  @Override
  public void playingEnded(long number, boolean completed) {
    // deaf
  }

  @Override
  public void silentFor(Duration gap) {
    // deaf
  }
}
