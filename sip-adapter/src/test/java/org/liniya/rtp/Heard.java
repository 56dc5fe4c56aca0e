package org.liniya.rtp;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.liniya.call.Key;

/** Writes down what a stream tells. */
final class Heard implements MediaListener {

  final List<Character> keys = new CopyOnWriteArrayList<>();
  final List<Character> tones = new CopyOnWriteArrayList<>();
  final List<MediaFigures> closed = new CopyOnWriteArrayList<>();
  final List<String> ended = new CopyOnWriteArrayList<>();
  final List<Duration> gaps = new CopyOnWriteArrayList<>();

  @Override
  public void keyPressed(Key key) {
    keys.add(key.symbol());
  }

  @Override
  public void toneHeard(Key key) {
    tones.add(key.symbol());
  }

  @Override
  public void closed(MediaFigures figures) {
    closed.add(figures);
  }

  @Override
  public void playingEnded(long number, boolean completed) {
    ended.add(number + (completed ? " completed" : " stopped"));
  }

  @Override
  public void silentFor(Duration gap) {
    gaps.add(gap);
  }
}
