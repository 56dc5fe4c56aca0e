package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.port.StoreException;

final class KeyFileTest {
  @TempDir private Path folder = Path.of("");

  private static List<String> ids(KeyFile file) {
    return file.read().stream().map(FieldCipher::keyId).toList();
  }

  @Test
  void theNewestKeyIsInFrontAndTheOthersGo() throws IOException {
    Path path = folder.resolve("field.key");
    KeyFile file = new KeyFile(path);
    file.create();
    String first = ids(file).getFirst();

    file.prepend();
    assertThat(ids(file)).hasSize(2).doesNotHaveDuplicates().last().isEqualTo(first);
    String second = ids(file).getFirst();
    file.keepNewest();

    assertThat(ids(file)).containsExactly(second);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }

  @Test
  void aLinkStaysOne() throws IOException {
    Path real = folder.resolve("real.key");
    Path link = folder.resolve("field.key");
    new KeyFile(real).create();
    Files.createSymbolicLink(link, real);

    new KeyFile(link).prepend();

    assertThat(link).isSymbolicLink();
    assertThat(new KeyFile(real).read()).hasSize(2);
  }

  @Test
  void aFileThatCannotBeReplacedStaysAsItIs() throws IOException {
    Path path = folder.resolve("field.key");
    KeyFile file = new KeyFile(path);
    file.create();
    List<String> before = ids(file);
    Files.createDirectories(folder.resolve("field.key.new").resolve("in the way"));

    assertThatThrownBy(file::prepend)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot write the key file");
    assertThat(ids(file)).isEqualTo(before);
  }

  @Test
  void aLineThatIsNoKeyIsRefusedWithoutBeingQuoted() throws IOException {
    Path path = folder.resolve("field.key");
    new KeyFile(path).create();
    Files.writeString(path, Files.readString(path) + "short\n");

    assertThatThrownBy(() -> new KeyFile(path).read())
        .hasMessageContaining("32 bytes")
        .hasMessageNotContaining("short");
  }
}
