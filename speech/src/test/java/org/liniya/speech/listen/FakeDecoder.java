package org.liniya.speech.listen;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.liniya.call.Language;
import org.liniya.listen.Expected;
import org.liniya.listen.HeardWord;

/** An engine that finds the words of a test, and counts what it was given. For one thread. */
final class FakeDecoder implements Decoder, Decoder.Source {

  private final Deque<Pause> pauses = new ArrayDeque<>();
  private final Deque<List<HeardWord>> last = new ArrayDeque<>();
  private final List<Integer> soFar = new ArrayList<>();
  private int opened;
  private int closed;
  private int samples;

  private record Pause(int afterSamples, List<HeardWord> words) {}

  /** What it knows when it is asked for the last words, one list an utterance. */
  FakeDecoder atTheEnd(String words) {
    last.add(words(words));
    return this;
  }

  /** It thinks that there is a pause once it was given so much sound. */
  FakeDecoder pausesAfter(int ms, String words) {
    pauses.add(new Pause(ms * 8, words(words)));
    return this;
  }

  /** From so much sound on it knows one word more. */
  FakeDecoder anotherWordAfter(int ms) {
    soFar.add(ms * 8);
    return this;
  }

  private static List<HeardWord> words(String words) {
    return words.isEmpty()
        ? List.of()
        : List.of(words.split(" ", -1)).stream().map(word -> new HeardWord(word, 1)).toList();
  }

  int openNow() {
    return opened - closed;
  }

  int opened() {
    return opened;
  }

  /** All sound that it was given. */
  int ms() {
    return samples / 8;
  }

  @Override
  public Decoder open(Language language, Expected expected) {
    opened++;
    return this;
  }

  @Override
  public boolean accept(short[] sound, int length) {
    samples += length;
    return !pauses.isEmpty() && pauses.element().afterSamples() <= samples;
  }

  @Override
  public int wordsSoFar() {
    return (int) soFar.stream().filter(after -> after <= samples).count();
  }

  @Override
  public List<HeardWord> words() {
    return pauses.remove().words();
  }

  @Override
  public List<HeardWord> lastWords() {
    return last.isEmpty() ? List.of() : last.remove();
  }

  @Override
  public void close() {
    closed++;
  }
}
