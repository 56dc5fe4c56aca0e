package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.acd.OperatorProfile;
import org.liniya.acd.Overflow;
import org.liniya.acd.RingStrategy;
import org.liniya.acd.Routing;
import org.liniya.acd.Tier;
import org.liniya.yaml.Problems;

/** What skill-groups.yaml says of routing, and operators.yaml of levels. */
class RoutingKeysTest {

  private static final String ACCESS = "  titles: { ru: Доступ, en: Access }\n";

  @TempDir Path folder;

  @BeforeEach
  void copyTheExample() throws IOException {
    Example.copyTo(folder);
  }

  @Test
  void everyKeyIsRead() throws IOException {
    access(
        """
          strategy: ring-all
          ring-at-once: 3
          misses-before-pause: 4
          wait-for-last-operator: 30s
          level: 2
          overflow:
            - { after: 2m, to: { other: 3, access: 1 } }
            - { longer-than: 20, to: [payment, other] }
            - { nobody-logged-in: yes, to: other }
            - { estimate-above: 5m, to: [payment] }
        """);

    assertThat(routing())
        .isEqualTo(
            new Routing(
                new RingStrategy(RingStrategy.Order.LONGEST_IDLE, 3),
                4,
                Duration.ofSeconds(30),
                2,
                List.of(
                    new Overflow(
                        new Overflow.Waited(Duration.ofMinutes(2)),
                        List.of(new Tier("other", 3), new Tier("access", 1))),
                    new Overflow(
                        new Overflow.LongerThan(20),
                        List.of(new Tier("payment", 1), new Tier("other", 1))),
                    new Overflow(new Overflow.NobodyLoggedIn(), List.of(new Tier("other", 1))),
                    new Overflow(
                        new Overflow.EstimateAbove(Duration.ofMinutes(5)),
                        List.of(new Tier("payment", 1))))));
  }

  @Test
  void withoutKeysAGroupIsRoutedAsUsual() {
    assertThat(routing()).isEqualTo(Routing.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "longest-idle, LONGEST_IDLE",
    "most-skilled, MOST_SKILLED",
    "fewest-calls, FEWEST_CALLS",
    "round-robin, ROUND_ROBIN"
  })
  void oneTelephoneRingsAtATime(String word, RingStrategy.Order order) throws IOException {
    access("  strategy: " + word + "\n");
    assertThat(routing().strategy()).isEqualTo(new RingStrategy(order, 1));
  }

  @Test
  void skillsAreListedOrHaveLevels() throws IOException {
    write("operators.yaml", "[access, other]", "{ access: 8, other: 3 }");
    List<OperatorProfile> operators =
        Configuration.load(folder, Map.of(), Map.of(), new Problems())
            .orElseThrow()
            .operatorProfiles();
    assertThat(operators.getFirst().levels()).isEqualTo(Map.of("access", 8, "other", 3));
    assertThat(operators.get(2).levels()).isEqualTo(Map.of("complaint", 5, "other", 5));
  }

  @Test
  void aLevelIsOneToTen() throws IOException {
    write("operators.yaml", "[access, other]", "{ access: 11, othr: 3 }");
    assertThat(problems())
        .contains("'access' is a whole number from 1 to 10, not '11'")
        .contains("there is no skill group 'othr'. Did you mean 'other'?");
  }

  /** Each row: what is said below the group's titles, and the problem. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          strategy: longest-idel | there is no strategy 'longest-idel'. Did you mean 'longest-idle'?
          ring-at-once: 3 | the key 'ring-at-once' is not known here
          level: 9 | no operator serves the skill group 'access' at level 9 or better
          overflow: [{ after: 2m, to: [othr] }] | there is no skill group 'othr'. Did you mean 'other'?
          overflow: [{ after: 2m }] | the rule names nobody who helps out
          overflow: [{ to: [other] }] | the rule has 0 conditions instead of one
          overflow: [{ after: 2m, longer-than: 3, to: [other] }] | the rule has 2 conditions instead of one
          overflow: [{ after: 2m, to: [other], too: x }] | the key 'too' is not known here
          overflow: [{ estimate-abov: 5m, to: [other] }] | the key 'estimate-abov' is not known here. Did you mean 'estimate-above'?
          overflow: [{ estimate-above: soon, to: [other] }] | 'estimate-above'
          overflow: [{ estimate-above: 5m, longer-than: 3, to: [other] }] | the rule has 2 conditions instead of one
          overflow: [other] | a rule is expected here
          overflow: other | 'overflow' takes a list
          """)
  void aFaultIsReportedWithACure(String line, String problem) throws IOException {
    access("  " + line + "\n");
    assertThat(problems()).contains(problem);
  }

  private void access(String lines) throws IOException {
    write("skill-groups.yaml", ACCESS, ACCESS + lines);
  }

  private Routing routing() {
    return Configuration.load(folder, Map.of(), Map.of(), new Problems())
        .orElseThrow()
        .skillGroups()
        .getFirst()
        .routing();
  }

  private String problems() {
    Problems problems = new Problems();
    Configuration.load(folder, Map.of(), Map.of(), problems);
    return problems.list().stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  private void write(String file, String old, String replacement) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(old);
    Files.writeString(path, text.replaceFirst(java.util.regex.Pattern.quote(old), replacement));
  }
}
