package org.liniya.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.audio.Wav;
import org.liniya.port.Encoding;

class MusicFolderTest {

  private static final short[] LOW = Tone.sine(300, 8_000);
  private static final short[] HIGH = Tone.sine(900, 16_000);

  @TempDir private Path music;

  private final List<PromptProblem> problems = new ArrayList<>();

  @Test
  void aFolderIsItsPiecesOneAfterTheOther() throws IOException {
    write("default.wav", LOW);
    write("tracks/b.wav", HIGH);
    write("tracks/a.wav", LOW);
    Map<String, Sound> read = MusicFolder.read(music, problems);

    assertThat(read).containsOnlyKeys("default", "tracks");
    assertThat(encoded(read, "tracks"))
        .startsWith(G711.A_LAW.encode(LOW))
        .endsWith(G711.A_LAW.encode(HIGH))
        .hasSize(LOW.length + HIGH.length);
    assertThat(problems).isEmpty();
  }

  @Test
  void aLinkToAFolderElsewhereIsOneToo(@TempDir Path elsewhere) throws IOException {
    Files.write(elsewhere.resolve("piece.wav"), Wav.mono(LOW).toBytes());
    Files.createSymbolicLink(music.resolve("opsound"), elsewhere);

    assertThat(encoded(MusicFolder.read(music, problems), "opsound"))
        .isEqualTo(G711.A_LAW.encode(LOW));
    assertThat(problems).isEmpty();
  }

  @Test
  void whatCannotBeUsedIsTold() throws IOException {
    write("default.wav", LOW);
    write("default/piece.wav", HIGH);
    Files.createDirectory(music.resolve("empty"));
    Map<String, Sound> read = MusicFolder.read(music, problems);

    assertThat(encoded(read, "default")).isEqualTo(G711.A_LAW.encode(LOW));
    assertThat(problems)
        .extracting(PromptProblem::message)
        .containsExactly("default has the name of a file beside it", "empty has no music in it");
  }

  @Test
  void whatIsTooMuchIsLeftOut() throws IOException {
    write("a.wav", LOW);
    write("b.wav", HIGH);
    write("c.wav", LOW);

    assertThat(MusicFolder.read(music, 2, problems)).containsOnlyKeys("a", "c");
    assertThat(problems)
        .containsExactly(
            new PromptProblem.Playlist(
                music.resolve("b.wav"),
                "is left out: all music together takes more than 0 minutes",
                "take fewer or shorter pieces"));
  }

  private static byte[] encoded(Map<String, Sound> read, String name) {
    assertThat(read).containsKey(name);
    return read.getOrDefault(name, new Sound(new short[0])).in(Encoding.PCMA);
  }

  private void write(String name, short[] samples) throws IOException {
    Path file = music.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, Wav.mono(samples).toBytes());
  }
}
