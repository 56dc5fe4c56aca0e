package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code figures} against answers of an API. */
class ShowFiguresTest {

  private static final String ANSWER =
      """
      {"window":"hour","all":{"name":"all","queued":9,"abandonment":0.1},
       "targets":[{"name":"rating","target":4.0,"value":4.5,"met":true}],
       "groups":[{"name":"access","waiting":2,"longestWaitMs":41000,"ready":0,"talking":3,
                  "paused":1,"figures":{"queued":7,"abandonment":0.25}}],
       "operators":[{"id":"1001","state":"talking","figures":{"talks":4,"talk":60.5}},
                    {"id":"1002","state":"offline","figures":null}]}""";

  @Test
  void whatIsNowAndWhatWasStandInOneLine(@TempDir Path folder) throws Exception {
    try (AnsweringApi api = new AnsweringApi(folder, Map.of("figures?window=hour", ANSWER))) {
      assertThat(api.run("figures", "--window", "hour")).isZero();
      assertThat(api.out())
          .containsPattern("access +2 +41000 +0 +3 +1 +7 +- +0.25")
          .containsPattern("all +- .* 9 +- +0.1")
          .containsPattern("1001 +talking +4 +- +60.5")
          .containsPattern("1002 +offline +-")
          .containsPattern("rating +4.0 +4.5 +true");
      assertThat(api.run("figures", "--window", "week")).isEqualTo(2);
      assertThat(api.run("figures")).as("not what this API answers").isEqualTo(1);
    }
  }
}
