package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code export} against answers of an API. */
class ExportTest {

  private static final String DAYS = "?from=2026-11-01&to=2026-11-02";
  private static final Map<String, String> ANSWERS =
      Map.of(
          "export/queue-log" + DAYS, "1795413600|NONE|access|1001|ADDMEMBER|\n",
          "export/cdr.csv" + DAYS, "\"\",\"+7********01\"\n");

  @TempDir private Path folder = Path.of("");

  private static int run(AnsweringApi api, String form, String to, Path file) {
    return api.run("export", form, "--from", "2026-11-01", "--to", to, "--to-file", "" + file);
  }

  @Test
  void eachFormBecomesANewFile() throws Exception {
    try (AnsweringApi api = new AnsweringApi(folder, ANSWERS)) {
      Path log = folder.resolve("queue_log");
      assertThat(run(api, "queue-log", "2026-11-02", log)).isZero();
      assertThat(log).hasContent("1795413600|NONE|access|1001|ADDMEMBER|\n");
      assertThat(run(api, "cdr", "2026-11-02", folder.resolve("cdr"))).isZero();
      assertThat(folder.resolve("cdr")).hasContent("\"\",\"+7********01\"\n");
      assertThat(run(api, "cdr", "2026-11-02", log)).isEqualTo(1);
      assertThat(api.err()).contains("is there already");
    }
  }

  @Test
  void whatCannotBeIsRefusedAndLeavesNoFile() throws Exception {
    try (AnsweringApi api = new AnsweringApi(folder, ANSWERS)) {
      Path file = folder.resolve("none");
      assertThat(run(api, "cdr", "yesterday", file)).isEqualTo(2);
      assertThat(run(api, "cdr", "2026-11-03", file)).isEqualTo(1);
      assertThat(api.run("export")).isEqualTo(2);
      assertThat(file).doesNotExist();
    }
  }
}
