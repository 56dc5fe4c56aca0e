package org.liniya.audio.hearing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Recognises prompts while the sound comes in: each is reported within about a second of its end.
 * For one thread.
 *
 * <p>Every half second the opening of every prompt is looked for; where it fits, the prompt is
 * possible, and is judged as a whole when all of it has come in. A prompt that may be a part of
 * another waits for the other to be judged. What {@link PromptFinder#listenTo} says of a whole
 * recording is the better opinion: it has heard the end.
 */
public final class Ear {
  private static final int BLOCK = 8192;

  private final List<Known> known = new ArrayList<>();
  private final Tape tape;
  private final Correlation correlation;
  private final List<Possible> possible = new ArrayList<>();
  private final List<Candidate> ripe = new ArrayList<>();
  private final List<Candidate> reported = new ArrayList<>();
  private final int longest;
  private long nextBlock;

  Ear(List<Prompt> prompts) {
    this.longest = prompts.stream().mapToInt(p -> p.sound().size()).max().orElse(0);
    this.tape = new Tape(longest + 2 * Prompt.DRIFT + 2 * BLOCK);
    this.correlation = new Correlation(tape, BLOCK);
    for (int i = 0; i < prompts.size(); i += 2) {
      List<Prompt> two = prompts.subList(i, Math.min(i + 2, prompts.size()));
      known.add(
          new Known(two, correlation.pair(two.getFirst().opening(), two.getLast().opening())));
    }
  }

  /** Two prompts (or a last one) whose openings are looked for together. */
  private record Known(List<Prompt> prompts, Correlation.Pair openings) {}

  /** A place where a piece of a prompt fits, but not all of the prompt has come in. */
  private record Possible(Prompt prompt, double anchorScore, long fileStart) {
    long end() {
      return fileStart + prompt.start() + prompt.length() + Prompt.DRIFT;
    }

    /** Whether that one may turn out to be a part of this, or a worse guess at the same sound. */
    boolean contests(Candidate candidate) {
      return Candidate.overlap(
              fileStart + prompt.start(), prompt.length(), candidate.start(), candidate.length())
          > 0.25 * candidate.length();
    }

    boolean samePlace(Possible other) {
      return prompt.name().equals(other.prompt.name())
          && Math.abs(fileStart - other.fileStart) < Prompt.SAME_PLACE;
    }
  }

  /** Takes the next samples; the prompts that are now certain, in order of time. */
  public List<Heard> hear(short[] samples) {
    for (short sample : samples) {
      tape.add(sample);
      if (tape.end() - nextBlock == BLOCK) {
        scan();
      }
    }
    return settled();
  }

  /** The sound has ended: what else was heard of it. */
  public List<Heard> end() {
    return hear(new short[longest + Prompt.DRIFT + 2 * BLOCK]);
  }

  /** How much has come in. */
  public Duration length() {
    return Sound.time(tape.end());
  }

  private void scan() {
    correlation.goTo(nextBlock);
    for (Known pair : known) {
      float[][] scores = correlation.scores(pair.openings, Prompt.ANCHOR_FITS);
      for (int i = 0; i < pair.prompts.size(); i++) {
        look(pair.prompts.get(i), scores[i]);
      }
    }
    nextBlock += correlation.step();
    ripen();
  }

  private void look(Prompt prompt, float[] scores) {
    for (int at = Prompt.nextPeak(scores, 0);
        at < scores.length;
        at = Prompt.nextPeak(scores, at + 1)) {
      long fileStart = nextBlock + at - prompt.opening().offset();
      add(new Possible(prompt, scores[at], fileStart));
    }
  }

  /** Two blocks may see the same prompt at their border. */
  private void add(Possible next) {
    if (possible.removeIf(other -> other.samePlace(next) && other.anchorScore <= next.anchorScore)
        || possible.stream().noneMatch(next::samePlace)) {
      possible.add(next);
    }
  }

  private void ripen() {
    for (Possible one : List.copyOf(possible)) {
      if (tape.end() >= one.end()) {
        possible.remove(one);
        one.prompt
            .judge(tape, one.prompt.opening(), one.anchorScore, one.fileStart)
            .ifPresent(this::ripened);
      }
    }
  }

  private void ripened(Candidate next) {
    boolean told =
        reported.stream()
            .anyMatch(
                old ->
                    old.disputes(next)
                        && (old.explained() >= next.explained()
                            || old.heard().name().equals(next.heard().name())));
    boolean worse =
        ripe.stream().anyMatch(old -> old.disputes(next) && old.explained() >= next.explained());
    if (!told && !worse) {
      ripe.removeIf(next::disputes);
      ripe.add(next);
    }
  }

  private List<Heard> settled() {
    List<Candidate> certain =
        ripe.stream()
            .sorted(Comparator.comparingLong(Candidate::start))
            .takeWhile(one -> possible.stream().noneMatch(other -> other.contests(one)))
            .toList();
    ripe.removeAll(certain);
    reported.addAll(certain);
    reported.removeIf(old -> old.start() < tape.end() - longest - 2 * BLOCK);
    return certain.stream().map(Candidate::heard).toList();
  }
}
