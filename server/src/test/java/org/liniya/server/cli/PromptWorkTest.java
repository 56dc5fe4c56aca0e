package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.audio.Tone;
import org.liniya.audio.Wav;
import org.liniya.audio.WavFormat;
import org.liniya.audio.WavReader;
import org.liniya.server.config.Example;
import org.liniya.server.run.Line;
import org.liniya.yaml.Problems;

/** {@code prompts} on a copy of the shipped configuration, with a voice of this test's own. */
final class PromptWorkTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path root = Path.of("");
  private Path folder = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    folder = root.resolve("config");
    Example.copyTo(folder);
    Path sound = Files.write(root.resolve("a.wav"), Wav.mono(Tone.sine(500, 16_000)).toBytes());
    Path program = root.resolve("teller");
    Files.writeString(
        program, "#!/bin/sh\ncat >> '%s'\ncp '%s' \"$1\"\n".formatted(root.resolve("told"), sound));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Files.writeString(
        folder.resolve("liniya.yaml"),
        """
        speech:
          voices: { ru: [teller], en: [teller] }
          engines: { teller: { command: ['%s', '{file}'] } }
        """
            .formatted(program));
  }

  @Test
  void theListSaysVoiceLengthAndUse() {
    assertThat(run("list", "--language", "ru")).isZero();
    assertThat(out.toString().lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "ru +welcome +festival/msu_ru_nsh_clunits/1 +6\\.\\d +hotline.yaml:\\d+.*"))
        .anySatisfy(
            line -> assertThat(line).matches("ru +digit-5 +festival/\\S+ +0\\.\\d +numbers *"));

    assertThat(run("list", "--json")).isZero();
    assertThat(out.toString()).contains("{\"language\":\"en\",\"prompt\":\"welcome\",\"voice\":");
  }

  @Test
  void theListTellsWhatIsMissingAndWhatIsStale() throws IOException {
    Files.delete(folder.resolve("prompts/ru/goodbye.wav"));
    text("ru", "welcome", "Другие слова.");
    assertThat(run("list", "--language", "ru")).isZero();
    assertThat(out.toString()).containsPattern("welcome +not yet rendered");

    Files.writeString(folder.resolve("liniya.yaml"), "speech: { voices: { ru: [] } }\n");
    assertThat(run("list", "--language", "ru")).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("goodbye +missing")
        .containsPattern("welcome +stale \\(festival");
  }

  @Test
  void whatHasChangedIsRenderedAndTheRestStays() throws IOException {
    byte[] other = Files.readAllBytes(folder.resolve("prompts/ru/goodbye.wav"));
    text("ru", "welcome", "Другие слова.");
    text("ru", "new-one", "Новая фраза.");
    assertThat(run("render")).isZero();
    assertThat(out.toString())
        .containsPattern("(?m)^ru: 2 rendered, \\d+ in all$")
        .containsPattern("(?m)^en: 0 rendered, \\d+ in all$");
    assertThat(told()).containsExactlyInAnyOrder("Другие слова.", "Новая фраза.");
    assertThat(err.toString()).contains("ru has 2 voices now: festival/msu_ru_nsh_clunits/1, tell");
    assertThat(folder.resolve("prompts/ru/goodbye.wav")).hasBinaryContent(other);
    assertThat(check()).isEmpty();

    assertThat(run("render")).isZero();
    assertThat(out.toString()).contains("ru: 0 rendered");
    assertThat(told()).hasSize(2);
  }

  @Test
  void allAreRenderedAnewButForRecordingsAndAPromptByItsName() throws IOException {
    takes("ru", "welcome", take(3_000));
    assertThat(run("import", takes().toString())).isZero();
    assertThat(run("render", "--all", "--language", "ru")).isZero();
    assertThat(told()).hasSizeGreaterThan(200).doesNotContain(textOf("ru", "welcome"));

    assertThat(run("render", "--language", "ru", "welcome")).isZero();
    assertThat(out.toString()).contains("ru: 1 rendered");
    assertThat(told()).contains(textOf("ru", "welcome"));
    assertThat(run("render", "welcom")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no prompt 'welcom'. Did you mean 'welcome'?");
  }

  @Test
  void aChangedPronunciationRendersTheTextsThatHaveTheWord() throws IOException {
    pronounce("обращение: абращение");
    assertThat(run("render", "--all", "--language", "ru")).isZero();
    int all = told().size();
    assertThat(run("render")).isZero();
    assertThat(told()).hasSize(all);

    pronounce("обращение: абращени");
    assertThat(run("render")).isZero();
    assertThat(told().subList(all, told().size()))
        .isNotEmpty()
        .allMatch(text -> text.contains("абращени"));
  }

  @Test
  void aTextThatIsGoneTakesItsSoundAlong() throws IOException {
    text("ru", "new-one", "Новая фраза.");
    run("render");
    Path sound = folder.resolve("prompts/ru/new-one.wav");
    assertThat(sound).exists();
    Path texts = folder.resolve("prompts/ru.yaml");
    Files.writeString(texts, Files.readString(texts).replaceFirst("new-one: .*\n", ""));
    assertThat(run("render")).isZero();

    assertThat(sound).doesNotExist();
    assertThat(err.toString()).contains("ru/new-one is gone");
  }

  @Test
  void aVoiceThatFailsIsExitOneWithItsCure() throws IOException {
    Files.writeString(root.resolve("teller"), "#!/bin/sh\nexit 7\n");
    text("ru", "welcome", "Другие слова.");

    assertThat(run("render")).isEqualTo(1);
    assertThat(err.toString())
        .contains("no voice says prompt 'welcome' in ru: 'teller' ended with status 7. Run it");
  }

  @Test
  void aPromptOrATextIsWrittenToAFile() throws IOException {
    Path file = root.resolve("heard.wav");
    assertThat(run("play", "welcome", "--language", "ru", "--to", file.toString())).isZero();
    assertThat(out.toString()).contains("heard.wav: 6.").contains("festival/msu_ru_nsh_clunits/1");
    assertThat(WavReader.read(Files.readAllBytes(file)).length()).isGreaterThan(48_000);

    assertThat(run("play", "Any text", "--language", "en", "--to", file.toString())).isZero();
    assertThat(WavReader.read(Files.readAllBytes(file)).length()).isBetween(16_000, 17_000);
    assertThat(run("play", "welcome", "--language", "en", "--voice", "teller", "--to", "" + file))
        .isZero();
    assertThat(told()).containsExactly("Any text", textOf("en", "welcome"));

    assertThat(run("play", "thank-yu", "--language", "en", "--to", "" + file)).isEqualTo(2);
    assertThat(err.toString()).contains("Did you mean 'thank-you'?");
    assertThat(run("play", "x", "--to", "" + file)).isEqualTo(2);
    assertThat(err.toString()).contains("say which language: --language en");
    assertThat(run("play", "x", "--language", "en", "--voice", "nobody", "--to", "" + file))
        .isEqualTo(2);
    assertThat(err.toString()).contains("'nobody' is no voice of en. Voices: teller");
  }

  @Test
  void theScriptOfTheStudioIsCsv() throws IOException {
    text("en", "welcome", "Hello, and welcome.");
    assertThat(run("script", "--language", "en")).isZero();

    assertThat(out.toString()).startsWith("language,id,text,used\r\n");
    assertThat(out.toString().lines())
        .contains("en,digit-5,five,numbers")
        .filteredOn(line -> line.startsWith("en,welcome,"))
        .singleElement()
        .asString()
        .matches("en,welcome,\"Hello, and welcome.\",hotline.yaml:\\d+.*");
  }

  @Test
  void theTakesOfAStudioAreTakenWithAReport() throws IOException {
    takes("ru", "welcome", take(3_000));
    takes("ru", "goodbye", take(100));
    takes("ru", "welcom", take(3_000));
    takes("en", "welcome", twentyFourBits());
    assertThat(run("import", takes().toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("ru/welcome: taken, 1.0 s")
        .contains("en/welcome: taken, 1.0 s")
        .contains("ru/goodbye.wav:1:1: not taken: it is too quiet")
        .contains("ru/welcom.wav:1:1: there is no prompt 'welcom'. Did you mean 'welcome'?")
        .containsPattern(
            "ru: 1 taken, 2 not taken, \\d+ of \\d+ prompts without a recording: .* …");
    assertThat(err.toString())
        .contains("ru has 2 voices now: festival/msu_ru_nsh_clunits/1, own")
        .contains("name the speaker and your rights in " + folder.resolve("prompts/LICENSES"));
    assertThat(check()).isEmpty();

    text("ru", "welcome", "Другие слова.");
    assertThat(check()).singleElement().asString().contains("prompts import");
    assertThat(run("render")).isZero();
    assertThat(err.toString()).contains("ru/welcome: the text of your own recording has changed");
    assertThat(told()).isEmpty();
  }

  @Test
  void oneFolderForOneLanguageAndAFolderThatIsNotThere() throws IOException {
    takes("", "welcome", take(3_000));
    assertThat(run("import", takes().toString())).isEqualTo(2);
    assertThat(run("import", takes().toString(), "--language", "en")).isZero();
    assertThat(out.toString()).contains("en/welcome: taken");
    assertThat(run("import", root.resolve("nowhere").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("there is no folder");
  }

  @Test
  void aTakeThatWasCutOffIsNotTaken() throws IOException {
    byte[] whole = take(3_000);
    takes("en", "welcome", Arrays.copyOf(whole, whole.length / 2));
    assertThat(run("import", takes().toString())).isEqualTo(1);
    assertThat(out.toString()).contains("en/welcome.wav:1:1: not taken: cut off: 48029 of 96058");
  }

  @Test
  void theEndingMayBeInCapitals() throws IOException {
    takes("en", "welcome", take(3_000));
    Files.move(takes().resolve("en/welcome.wav"), takes().resolve("en/welcome.WAV"));
    assertThat(run("import", takes().toString())).isZero();
    assertThat(out.toString()).contains("en/welcome: taken");
  }

  @Test
  void aFolderWithoutTakesIsSaidToBeOne() throws IOException {
    Files.createDirectories(takes().resolve("en"));
    assertThat(run("import", takes().toString())).isEqualTo(1);
    assertThat(err.toString()).contains("there is no WAV file in " + takes().resolve("en"));
  }

  private Path takes() {
    return root.resolve("takes");
  }

  private void takes(String language, String name, byte[] wav) throws IOException {
    Path takes = takes().resolve(language);
    Files.createDirectories(takes);
    Files.write(takes.resolve(name + ".wav"), wav);
  }

  private static byte[] take(int amplitude) {
    return new Wav(48_000, List.of(Tone.sine(500, 48_000, amplitude, 48_000))).toBytes();
  }

  private static byte[] twentyFourBits() throws IOException {
    short[] tone = Tone.sine(500, 44_100, 3_000, 44_100);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(Wav.header(WavFormat.PCM_24, 1, 44_100, 3L * tone.length));
    for (short sample : tone) {
      file.write(0);
      file.write(sample & 0xFF);
      file.write(sample >> 8);
    }
    return file.toByteArray();
  }

  private void pronounce(String word) throws IOException {
    Files.writeString(folder.resolve("prompts/pronounce.yaml"), "ru: { " + word + " }\n");
  }

  /** Changes a text, or adds it. */
  private void text(String language, String name, String text) throws IOException {
    Path file = folder.resolve("prompts/" + language + ".yaml");
    String before = Files.readString(file).replaceFirst("(?m)^" + name + ": .*\n", "");
    Files.writeString(file, before + name + ": \"" + text + "\"\n");
  }

  private String textOf(String language, String name) throws IOException {
    return Files.readAllLines(folder.resolve("prompts/" + language + ".yaml")).stream()
        .filter(line -> line.startsWith(name + ": "))
        .findFirst()
        .orElseThrow()
        .replaceAll("^[^\"]*\"|\"$", "");
  }

  private List<String> told() throws IOException {
    Path told = root.resolve("told");
    return Files.exists(told) ? Files.readAllLines(told) : List.of();
  }

  private List<String> check() {
    Problems problems = new Problems();
    Line.load(folder, java.util.Map.of(), java.util.Map.of(), problems);
    return problems.list().stream().map(Object::toString).toList();
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> arguments = new ArrayList<>(List.of("prompts"));
    arguments.addAll(List.of(words));
    arguments.addAll(List.of("--config", folder.toString(), "--data", "" + root.resolve("data")));
    return LiniyaCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
