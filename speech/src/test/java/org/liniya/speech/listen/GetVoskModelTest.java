package org.liniya.speech.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.testkit.sound.SpeechModels;

/** {@code scripts/get-vosk-model} with archives of this machine; it needs bash, curl and unzip. */
class GetVoskModelTest {

  private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
  private static final String NAME = "vosk-model-small-ru-0.22/";

  @TempDir private Path folder = Path.of("");
  private Path config = Path.of("");
  private Path archive = Path.of("");

  private record Ended(int status, String text) {}

  @BeforeEach
  void place() throws IOException {
    config = Files.createDirectories(folder.resolve("config"));
    archive = folder.resolve("model.zip");
  }

  @Test
  void aModelIsUnpackedAndTheConfigurationShown() throws Exception {
    zip(List.of());

    Ended ended = fetch();

    assertThat(ended.text())
        .contains("models/vosk-ru is ready", "      ru: models/vosk-ru", "--sha256 ");
    assertThat(ended.status()).isZero();
    assertThat(ModelFolder.fault(config.resolve("models/vosk-ru"))).isEmpty();
    assertThat(left(config.resolve("models"))).containsExactly("vosk-ru");
  }

  @Test
  void itGoesWhereTheConfigurationSays() throws Exception {
    zip(List.of());
    Files.writeString(
        config.resolve("liniya.yaml"),
        """
        sip:
          ru: wrong
        speech:
          prompts: prompts
          listen:
            models:         # a comment
              en: other
              ru: ../heard  # and one more
        """);

    assertThat(fetch().status()).isZero();

    assertThat(ModelFolder.fault(folder.resolve("heard"))).isEmpty();
  }

  @Test
  void theSumIsChecked() throws Exception {
    zip(List.of());
    String sum = fetch().text().replaceAll("(?s).*--sha256 ([0-9a-f]{64}).*", "$1");
    Path second = folder.resolve("second");
    Path third = folder.resolve("third");

    assertThat(fetch("--to", second.toString(), "--sha256", sum).status()).isZero();
    assertThat(fetch("--to", third.toString(), "--sha256", "0".repeat(64)).text())
        .contains("not the one given");
    assertThat(third).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil", NAME + "../../evil", "/evil", NAME + "a/..", "C:/evil", "a\\..\\evil"})
  void noPathLeadsOutside(String name) throws Exception {
    zip(List.of(name));

    refused("leads outside");
    assertThat(folder.resolve("evil")).doesNotExist();
    assertThat(config.resolve("evil")).doesNotExist();
  }

  @Test
  void noLinkIsFollowed() throws Exception {
    zip(List.of(NAME + "link"));
    byte[] bytes = Files.readAllBytes(archive);
    int last = lastHeader(bytes);
    bytes[last + 5] = 3; // made by Unix
    bytes[last + 41] = (byte) 0xA1; // a symbolic link: 0120777 in the upper half of 38..41
    bytes[last + 40] = (byte) 0xFF;
    Files.write(archive, bytes);

    refused("has a link");
  }

  private static int lastHeader(byte[] bytes) {
    int found = -1;
    for (int i = 0; i + 4 < bytes.length; i++) {
      if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
        found = i;
      }
    }
    return found;
  }

  @Test
  void whatIsNoModelIsNotTaken() throws Exception {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      put(zip, "readme.txt", CONTENT);
    }
    refused("holds no Vosk model");

    Files.writeString(archive, "<html>not found</html>");
    refused("no zip archive");
  }

  @Test
  void whatIsThereIsNotOverwritten() throws Exception {
    zip(List.of());
    Files.createDirectories(config.resolve("models/vosk-ru"));

    assertThat(fetch().text()).contains("is there already");
  }

  @Test
  void withoutNetworkItSaysWhatToDo() throws Exception {
    Ended ended = run("ru", "--url", "https://127.0.0.1:1/model.zip");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.text()).contains("Without a way to the network: fetch it elsewhere");
    assertThat(left(config.resolve("models"))).isEmpty();
  }

  @Test
  void onlyLanguagesWithAModelAreKnown() throws Exception {
    assertThat(run("fi").text()).contains("LANG");
    assertThat(run("fi").status()).isEqualTo(2);
    assertThat(run("ru", "--to").text()).contains("--to needs a value");
  }

  private void refused(String why) throws Exception {
    Ended ended = fetch();
    assertThat(ended.text()).contains(why);
    assertThat(ended.status()).isEqualTo(1);
    assertThat(left(config.resolve("models"))).isEmpty();
  }

  private void zip(List<String> more) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (Map.Entry<String, byte[]> file : SpeechModels.pretended().entrySet()) {
        put(zip, NAME + file.getKey(), file.getValue());
      }
      for (String name : more) {
        put(zip, name, CONTENT);
      }
    }
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private Ended fetch(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("ru", "--url", archive.toUri().toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private Ended run(String... arguments) throws Exception {
    Path script =
        Path.of(System.getProperty("liniya.root", "..")).resolve("scripts/get-vosk-model");
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LINIYA_CONFIG", config.toString());
    Process process = builder.start();
    try {
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), text);
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> left(Path models) throws IOException {
    if (!Files.exists(models)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(models)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
