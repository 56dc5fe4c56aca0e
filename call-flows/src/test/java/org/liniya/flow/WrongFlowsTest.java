package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.liniya.call.Language;
import org.liniya.flow.value.Known;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.Verification;
import org.liniya.speak.Grammar;
import org.liniya.yaml.Problems;

/**
 * Every file of {@code wrong/} says in its first line, behind {@code #}, where the first problem
 * stands and how it is told; more lines of that kind follow for more problems.
 */
class WrongFlowsTest {

  private static final Set<String> PROMPTS =
      Set.of(
          "welcome",
          "recording-notice",
          "no-input",
          "no-match",
          "not-understood",
          "you-said",
          "trouble",
          "limit-reached",
          "no-service",
          "position",
          "your-ticket-number-is",
          "description-saved",
          "offer-callback",
          "callback-number",
          "callback-number-keys",
          "callback-confirmed",
          "callback-confirmed-end",
          "enter-snils",
          "snils-wrong",
          "enter-code",
          "enter-account-code",
          "code-wrong",
          "code-sent-sms",
          "code-sent-email",
          "code-not-yet",
          "code-expired",
          "one-moment",
          "rate-the-operator");

  private static final Set<String> STAFFED = Set.of("access", "payment", "documents", "other");

  /** A registry that knows little, and short messages. */
  private static final Verification.Means MEANS =
      new Verification.Means(
          Set.of(Datum.SNILS, Datum.BIRTH_DATE, Datum.PHONE), Set.of(Channel.SMS), true);

  static Stream<Path> files() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(WrongFlowsTest.class.getResource("/wrong")).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void saysWhereAndWhat(Path file) throws IOException {
    List<String> expected =
        Files.readAllLines(file).stream()
            .takeWhile(line -> line.startsWith("# "))
            .map(line -> line.substring(2))
            .toList();

    assertThat(problems(file)).containsExactlyElementsOf(expected);
  }

  @Test
  void thereAreManyWrongFiles() throws IOException, URISyntaxException {
    assertThat(files()).hasSizeGreaterThan(60);
  }

  /** The problems as {@code line:column: text. hint}. */
  static List<String> problems(Path file) throws IOException {
    Set<String> russian = new HashSet<>(PROMPTS);
    russian.add("only-russian");
    russian.addAll(Grammar.of(Language.RU).fragments());
    Set<String> english = new HashSet<>(PROMPTS);
    english.addAll(Grammar.of(Language.EN).fragments());
    Known known = Config.known(Map.of(Language.RU, russian, Language.EN, english), STAFFED, MEANS);
    Problems problems = new Problems();
    var flow = FlowReader.read("f", Files.readString(file), known, problems);
    assertThat(flow).isEmpty();
    return problems.list().stream().map(p -> p.toString().substring("f:".length())).toList();
  }
}
