package org.liniya.flow.step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.liniya.flow.call.Dictation;
import org.liniya.flow.call.Target;
import org.liniya.yaml.Section;

/** Reads {@code record}. Stateless. */
final class DescribeReader {

  private static final int TRIES = 2;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HALF_MINUTE = Duration.ofSeconds(30);

  private DescribeReader() {}

  static Optional<Describe> read(StepReader in) {
    return in.main("record").flatMap(section -> read(in, section));
  }

  private static Optional<Describe> read(StepReader in, Section section) {
    section.needs("prompt");
    List<String> prompts = in.prompts(section, "prompt");
    Duration longest =
        in.spanWithin(
            section,
            "longest",
            Duration.ofMinutes(2),
            Duration.ofSeconds(10),
            Duration.ofMinutes(10));
    Duration silence =
        in.spanWithin(section, "silence", Duration.ofSeconds(4), SECOND, HALF_MINUTE);
    Duration wait = in.spanWithin(section, "wait", Duration.ofSeconds(7), SECOND, HALF_MINUTE);
    Duration least = in.spanWithin(section, "least", SECOND, Duration.ofMillis(100), HALF_MINUTE);
    int tries = section.whole("tries", TRIES, 1, 10);
    Dictation.Words words =
        section.yesNo("transcript", true)
            ? Dictation.Words.WRITTEN_DOWN
            : Dictation.Words.NOT_WRITTEN_DOWN;
    boolean review = section.yesNo("review", false);
    Optional<Target> failed = in.requiredTarget(section, "failed");
    section.done();
    in.needs(section.place(), "description-saved");
    if (tries > 1) {
      in.needs(section.place(), "no-input");
    }
    if (review) {
      in.needs(section.place(), "description-keys");
    }
    return failed.map(
        target ->
            new Describe(
                prompts,
                new Dictation.Terms(wait, silence, longest, words),
                least,
                tries,
                review ? Describe.Review.KEEP_OR_AGAIN : Describe.Review.NONE,
                target));
  }
}
