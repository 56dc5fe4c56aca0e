package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.ticket.RetentionPeriod;
import org.liniya.ticket.RetentionPlan;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

class RetentionSectionTest {
  @TempDir private Path folder = Path.of("");
  private final Problems problems = new Problems();

  @BeforeEach
  void copy() throws IOException {
    Example.copyTo(folder);
  }

  private RetentionPlan read(String text) throws IOException {
    Files.writeString(folder.resolve("liniya.yaml"), text);
    return read();
  }

  private RetentionPlan read() {
    return Configuration.read(folder, Map.of(), Map.of(), problems)
        .orElseThrow()
        .settings()
        .retention();
  }

  @Test
  void withoutTheKeysNothingIsEverDeleted() throws IOException {
    assertThat(read()).isEqualTo(RetentionPlan.KEEP_ALL);
    assertThat(read("limits: { calls: 7 }\n")).isEqualTo(RetentionPlan.KEEP_ALL);
    assertThat(read("retention: { at: \"04:00\" }\n").shortest()).isEmpty();
    assertThat(read("retention: { tickets: { complaint: 40d } }\n").otherwise())
        .isEqualTo(new RetentionPeriod.ForEver());
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void periodsAreReadByCategory() throws IOException {
    RetentionPlan plan =
        read(
            """
            retention:
              at: "23:05"
              tickets: { default: 1095d, complaint: 1825d, thanks: for-ever }
              calls-without-ticket: 30d
              queue-history: 400d
            """);

    assertThat(problems.list()).isEmpty();
    assertThat(plan)
        .isEqualTo(
            new RetentionPlan(
                Map.of(
                    "complaint",
                    new RetentionPeriod.Days(1_825),
                    "thanks",
                    new RetentionPeriod.ForEver()),
                new RetentionPeriod.Days(1_095),
                new RetentionPeriod.Days(30),
                new RetentionPeriod.Days(400),
                LocalTime.of(23, 5)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ tickets: { default: 29d } }      | 1:34: 'default' is too short: nothing is deleted that soon. Give at least 30d",
        "{ tickets: { default: 0d } }       | 1:34: 'default' is too short",
        "{ calls-without-ticket: 1d }       | 1:36: 'calls-without-ticket' is too short",
        "{ queue-history: 29d }             | 1:29: 'queue-history' is too short",
        "{ queue-histori: 40d }             | Did you mean 'queue-history'?",
        "{ tickets: { complaint: 720h } }   | 1:36: 'complaint' is a number of days, not '720h'. Write it as 1095d, or for-ever",
        "{ tickets: { complaint: 5y } }     | 'complaint' is a number of days",
        "{ tickets: { complaint: -40d } }   | 'complaint' is a number of days",
        "{ tickets: { complaint: 99999999d } } | 'complaint' is a number of days",
        "{ at: \"24:00\" }                  | 1:18: 'at' is a time of day",
        "{ at: noon }                       | 1:18: 'at' is a time of day",
        "{ ticket: { default: 40d } }       | the key 'ticket' is not known here",
      })
  void whatIsWrongIsSaidWithItsPlaceAndDeletesNothing(String section, String says)
      throws IOException {
    RetentionPlan plan = read("retention: " + section + "\n");

    assertThat(problems.list()).extracting(Problem::toString).anyMatch(line -> line.contains(says));
    assertThat(plan.shortest()).isEmpty();
    assertThat(plan.callsWithoutTicket()).isEqualTo(new RetentionPeriod.ForEver());
    assertThat(plan.queueHistory()).isEqualTo(new RetentionPeriod.ForEver());
  }
}
