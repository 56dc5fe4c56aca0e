package org.liniya.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptIndexTest {

  /** sha256 of "voice/1", a line feed and "Hello.", by coreutils. */
  private static final String HASH =
      "a53193567ca4b487da4bc9c5bf89722d7598b73701b3fbba5332242fb0f58585";

  @TempDir private Path folder = Path.of("");

  @Test
  void aChangedTextIsStale() throws IOException {
    Path file = Files.writeString(folder.resolve("en.sha256"), HASH + " hello voice/1\n");
    PromptIndex index = PromptIndex.read(file).orElseThrow();

    assertThat(index.stale("hello", "Hello.")).isFalse();
    assertThat(index.stale("hello", "Hullo.")).isTrue();
    assertThat(index.stale("unknown", "Hello.")).isFalse();
  }

  @Test
  void withoutAnIndexNothingIsCompared() {
    assertThat(PromptIndex.read(folder.resolve("none.sha256"))).isEmpty();
  }
}
