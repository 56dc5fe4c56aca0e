package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code queues} against answers of an API. */
class ShowQueuesTest {

  private static final Map<String, String> ANSWERS =
      Map.of(
          "skill-groups",
          """
          [{"name":"access","waiting":2,"longestWaitMs":41000,"ready":0},
           {"name":"other","waiting":0,"longestWaitMs":0,"ready":1}]""",
          "skill-groups/why",
          """
          [{"group":"access","waiting":2,"call":"c1","place":1,"entered":"10:00",
            "operators":[{"operator":"1001","why":"on-pause","reason":"paused since 10:00: lunch"},
                         {"operator":"1002","why":"lacks-skill","reason":"does not have it"}]}]""");

  @Test
  void theQueuesAndTheReasons(@TempDir Path folder) throws Exception {
    try (AnsweringApi api = new AnsweringApi(folder, ANSWERS)) {
      assertThat(api.run("queues")).isZero();
      assertThat(api.out()).containsPattern("access +2 +41000 +0").containsPattern("other +0");
      assertThat(api.run("queues", "--why")).isZero();
      assertThat(api.out())
          .contains("access: 2 waiting; call c1 at place 1")
          .containsPattern(" 1001 +paused since 10:00: lunch\n");
    }
  }

  @Test
  void oneGroupAndAnUnknownOne(@TempDir Path folder) throws Exception {
    try (AnsweringApi api = new AnsweringApi(folder, ANSWERS)) {
      assertThat(api.run("queues", "--why", "other")).isZero();
      assertThat(api.out()).isEqualToIgnoringNewLines("nobody waits");
      assertThat(api.run("queues", "--why", "acess")).isEqualTo(1);
      assertThat(api.err()).contains("there is no skill group 'acess'");
    }
  }
}
