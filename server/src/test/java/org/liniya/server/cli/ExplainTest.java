package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain} against answers of an API. */
class ExplainTest {

  private static String answer(String outcome) {
    return """
        {"call":"c1",
         "decisions":[{"at":"2026-11-23T10:00:01.500+03:00","kind":"offered",
                       "text":"offered to 1001: only one ready, idle 5s"}],
         "waits":[{"group":"access","entered":"2026-11-23T10:00:00+03:00","waitMs":68000,
                   "rangMs":23000,"keptMs":30000,"nobodyFreeMs":15000,"end":"answered by 1001"}],
         "replay":{"outcome":"%s","decisions":1,"text":"so it is"}}"""
        .formatted(outcome);
  }

  @Test
  void theDecisionsTheWaitAndTheReplay(@TempDir Path folder) throws Exception {
    Map<String, String> answers = Map.of("calls/c1/explanation", answer("identical"));
    try (AnsweringApi api = new AnsweringApi(folder, answers)) {
      assertThat(api.run("explain", "c1")).isZero();
      assertThat(api.out().lines())
          .containsExactly(
              "10:00:01.500  offered to 1001: only one ready, idle 5s",
              "access: waited 68.0 s, of it 23.0 s while a telephone rang, 30.0 s kept for one"
                  + " operator, 15.0 s with nobody free; answered by 1001",
              "so it is");
    }
  }

  @Test
  void anUnknownCallAndADifferenceAreExitStatuses(@TempDir Path folder) throws Exception {
    Map<String, String> answers = Map.of("calls/c1/explanation", answer("differs"));
    try (AnsweringApi api = new AnsweringApi(folder, answers)) {
      assertThat(api.run("explain", "c1")).isEqualTo(3);
      assertThat(api.run("explain", "c2")).isEqualTo(1);
      assertThat(api.err()).contains("404").contains("there is no such thing");
      assertThat(api.run("explain", "../c2")).isEqualTo(2);
    }
  }
}
