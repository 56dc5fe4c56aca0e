package org.liniya.speech.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.call.Language;
import org.liniya.testkit.sound.SpeechModels;

class VocabularyTest {

  @TempDir private Path model = Path.of("");

  @Test
  void theWordsOfAList() throws IOException {
    write(
        "words.txt", "<eps> 0\n[unk] 1\nда 2\nприем 3\nёлка 4\n".getBytes(StandardCharsets.UTF_8));

    Vocabulary words = Vocabulary.of(model).orElseThrow();

    assertThat(words.lacks(List.of("да", "нет да", "нет"))).containsExactly("нет");
    assertThat(words.spelling("приём")).contains("приём".replace('ё', 'е'));
    assertThat(words.spelling("ёлка")).contains("ёлка");
    assertThat(words.spelling("елка")).isEmpty();
  }

  @Test
  void aDamagedListHasNoWordsOfOurs() throws IOException {
    write("words.txt", new byte[] {(byte) 0xFF, (byte) 0xD0, '\n', (byte) 0xC3, 0, ' ', '1'});

    assertThat(Vocabulary.of(model).orElseThrow().lacks(List.of("да"))).containsExactly("да");
  }

  @Test
  void theWordsWithinAGraph() throws IOException {
    write("Gr.fst", graph("<eps>", "да", "нет"));

    Vocabulary words = Vocabulary.of(model).orElseThrow();

    assertThat(words.size()).isEqualTo(3);
    assertThat(words.lacks(List.of("да нет", "оператор"))).containsExactly("оператор");
  }

  @Test
  void theFirstGraphWithWordsCounts() throws IOException {
    write("Gr.fst", new byte[200]);
    write("HCLr.fst", graph("да"));

    assertThat(Vocabulary.of(model).orElseThrow().size()).isEqualTo(1);
  }

  @Test
  void aTableThatIsCutOffIsNone() throws IOException {
    byte[] whole = graph("<eps>", "да", "нет");
    for (int length = 0; length < whole.length - 20; length++) {
      write("Gr.fst", Arrays.copyOf(whole, length));

      assertThat(Vocabulary.of(model)).as("%d bytes", length).isEmpty();
    }
  }

  @Test
  void withoutAnyWordsNothingIsLacking() throws IOException {
    Files.createDirectories(model.resolve("graph"));

    assertThat(Vocabulary.of(model)).isEmpty();
  }

  @Test
  void theModelForTestsHasItsWords() {
    Vocabulary words = Vocabulary.of(SpeechModels.vosk(Language.RU)).orElseThrow();

    assertThat(words.size()).isGreaterThan(15_000);
    assertThat(words.lacks(List.of("соедините с оператором"))).isEmpty();
  }

  private void write(String file, byte[] content) throws IOException {
    Files.createDirectories(model.resolve("graph"));
    Files.write(model.resolve("graph").resolve(file), content);
  }

  /** A header, a small symbol table, and the graph itself, as OpenFst writes them. */
  private static byte[] graph(String... words) {
    ByteBuffer file = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(2125659606); // the graph's own mark
    text(file, "const");
    file.putInt(2125658996);
    text(file, "words");
    file.putLong(words.length);
    file.putLong(words.length);
    for (int i = 0; i < words.length; i++) {
      text(file, words[i]);
      file.putLong(i);
    }
    file.put(new byte[20]);
    byte[] content = new byte[file.position()];
    file.flip().get(content);
    return content;
  }

  private static void text(ByteBuffer file, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    file.putInt(bytes.length);
    file.put(bytes);
  }
}
