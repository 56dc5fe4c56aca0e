package org.liniya.sip;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.liniya.audio.Energy;
import org.liniya.audio.G711;
import org.liniya.call.Key;
import org.liniya.port.Encoding;
import org.liniya.rtp.MediaListener;

/** Waits for a tone in what it hears: 200 ms of it and little else. Fed by a media thread. */
final class Ear implements MediaListener {

  private final int hertz;
  private final CompletableFuture<Encoding> found = new CompletableFuture<>();
  private int windows;

  Ear(int hertz) {
    this.hertz = hertz;
  }

  /** How the tone was coded when it was there. */
  Encoding awaitTone() throws Exception {
    try {
      return found.get(15, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(hertz + " Hz was not heard", e);
    }
  }

  @Override
  public void heard(long arrivalNanos, Encoding encoding, byte[] sound, int offset, int length) {
    G711 law = encoding == Encoding.PCMA ? G711.A_LAW : G711.MU_LAW;
    short[] samples = law.decode(Arrays.copyOfRange(sound, offset, offset + length));
    windows = Energy.shareAt(hertz, samples) > 0.9 ? windows + 1 : windows;
    if (windows == 10) {
      found.complete(encoding);
    }
  }

  @Override
  public void keyPressed(Key key) {}

  @Override
  public void playingEnded(long number, boolean completed) {}

  @Override
  public void silentFor(java.time.Duration gap) {}
}
