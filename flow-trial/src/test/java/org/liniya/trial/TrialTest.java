package org.liniya.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallerNumber;
import org.liniya.call.Ending;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.flow.Flow;
import org.liniya.flow.FlowReader;
import org.liniya.flow.value.Known;
import org.liniya.port.CitizenRegistry;
import org.liniya.port.MessageSender;
import org.liniya.port.Verification;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketPlan;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Yaml;
import org.liniya.yaml.YamlReader;

/** Callers of the shipped hotline, in virtual time. */
class TrialTest {

  static final Path CONFIG = Path.of(System.getProperty("liniya.root", "..")).resolve("config");
  static final Map<Language, Set<String>> PROMPTS =
      Map.of(Language.RU, prompts("ru"), Language.EN, prompts("en"));
  static final Surroundings SURROUNDINGS =
      new Surroundings(
          calendar -> {
            throw new IllegalArgumentException("no calendar " + calendar);
          },
          PROMPTS,
          TicketPlan.STANDARD,
          "other");
  static final Known KNOWN = new Shipped();
  private static final Given GIVEN =
      new Given(
          new CallerNumber.Claimed(PhoneNumber.of("+79990000001")),
          Instant.parse("2026-11-23T07:00:00Z"),
          Map.of(),
          List.of(),
          Verifiable.NOBODY);

  @Test
  void aCallerWithoutSnilsIsServedAndRates() throws IOException {
    Result result =
        run(
            new Act.Hears("press-for-russian"),
            new Act.Presses("1"),
            new Act.Hears("choose-category"),
            new Act.Presses("1"),
            new Act.Hears("enter-snils"),
            new Act.Presses("#"),
            new Act.Hears("music"),
            new Act.OperatorAnswers(),
            new Act.Waits(Duration.ofMinutes(2)),
            new Act.OperatorHangsUp(),
            new Act.Hears("rate-the-operator"),
            new Act.Presses("5"),
            new Act.Hears("goodbye"));

    assertThat(result.stopped()).isEmpty();
    assertThat(result.groups()).containsExactly("access");
    assertThat(result.ticket().map(Ticket::category)).contains("access");
    assertThat(result.steps()).endsWith("operator", "rate", "goodbye", "end");
    assertThat(result.ended().ending()).isEqualTo(Ending.COMPLETED);
  }

  @Test
  void aCallerWhoHangsUpEndsTheCall() throws IOException {
    Result result = run(new Act.Hears("welcome"), new Act.HangsUp());

    assertThat(result.stopped()).isEmpty();
    assertThat(result.steps()).containsExactly("welcome");
    assertThat(result.ended().ending()).isEqualTo(Ending.CALLER_HUNG_UP);
  }

  @Test
  void whatIsHeardNextMustBeNext() throws IOException {
    Act wrong = new Act.HearsNext("choose-category");
    Result result = run(new Act.Hears("welcome"), wrong, new Act.Presses("1"));

    assertThat(result.stopped())
        .contains(
            new Result.Stopped(2, wrong, Optional.of("language"), List.of("press-for-russian")));
    assertThat(result.ended().ending()).isEqualTo(Ending.CALLER_HUNG_UP);
  }

  @Test
  void whatIsNeverHeardIsNamedWithWhatWasHeardInstead() throws IOException {
    Result result = run(new Act.Hears("welcome"), new Act.Hears("no-such-prompt"));

    assertThat(result.stopped().orElseThrow().toString())
        .contains("hears no-such-prompt", "step end", "goodbye-end");
  }

  @Test
  void aLetterIsNoKey() {
    assertThatThrownBy(() -> new Act.Presses("1a")).hasMessageContaining("0-9");
  }

  private static Result run(Act... script) throws IOException {
    return Trial.run(hotline(), SURROUNDINGS, GIVEN, List.of(script));
  }

  static Flow hotline() throws IOException {
    Path file = CONFIG.resolve("flows/hotline.yaml");
    Problems problems = new Problems();
    Optional<Flow> flow = FlowReader.read(file.toString(), Files.readString(file), KNOWN, problems);
    assertThat(problems.list()).isEmpty();
    return flow.orElseThrow();
  }

  private static Set<String> prompts(String language) {
    Path file = CONFIG.resolve("prompts/" + language + ".yaml");
    Set<String> names = new HashSet<>();
    try {
      YamlReader.read(file.toString(), Files.readString(file), new Problems())
          .filter(Yaml.Table.class::isInstance)
          .map(Yaml.Table.class::cast)
          .ifPresent(table -> table.entries().forEach(e -> names.add(e.key().value())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  /** What the shipped configuration knows. */
  private static final class Shipped implements Known {
    @Override
    public Set<String> skillGroups() {
      return Set.of("access", "payment", "documents", "complaint", "other");
    }

    @Override
    public boolean hasOperators(String skillGroup) {
      return true;
    }

    @Override
    public Set<String> calendars() {
      return Set.of("support");
    }

    @Override
    public Set<String> prompts(Language language) {
      return PROMPTS.getOrDefault(language, Set.of());
    }

    @Override
    public Set<Language> languages() {
      return PROMPTS.keySet();
    }

    @Override
    public Set<String> services() {
      return Set.of();
    }

    @Override
    public boolean mayHavePersonal(String service) {
      return false;
    }

    @Override
    public Verification.Means verification() {
      return new Verification.Means(
          Set.of(CitizenRegistry.Datum.values()), Set.of(MessageSender.Channel.values()), true);
    }

    @Override
    public Set<String> music() {
      return Set.of("default");
    }
  }
}
