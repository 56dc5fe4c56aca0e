package org.liniya.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;
import org.liniya.yaml.YamlReader;

/** Files in Asterisk's form, right and wrong. */
final class ConfReaderTest {

  @TempDir private Path folder = Path.of("");
  private Problems problems = new Problems();
  private Findings findings = new Findings();

  @Test
  void linesAreOfTheirSectionWithTheirPlaces() throws IOException {
    assertThat(read("[a] ; the first\nx = 1\n  y=> 2 ; two\n[b]\nz=a=b\\;c\n"))
        .containsExactly("a(x=1@2:1,y=2@3:3)", "b(z=a=b;c@5:1)");
    assertThat(problems.isEmpty()).isTrue();
  }

  /** Seen with Asterisk 22: 'queue show' has the first one's settings. */
  @Test
  void ofTwoSectionsWithANameTheFirstCountsUnlessTheSecondGoesOn() throws IOException {
    assertThat(read("[a]\nx=1\n[a]\nx=2\n[a](+)\ny=3\n")).containsExactly("a(x=1@2:1,y=3@6:1)");
    assertThat(findings.list().getFirst().text()).startsWith("Asterisk reads only the first");
    read("[t](!)\nx=1\n[t](+)\n");
    read("[b](+)\n");
    assertThat(told()).hasSize(2).allMatch(p -> p.contains("Only a section that is no template"));
  }

  @Test
  void aTemplateIsInheritedAsItIsWhenItIsNamed() throws IOException {
    assertThat(read("[t](!)\nx=1\n[a](t)\nx=2\n[a](+)\ny=3\n[b](t,a)\n"))
        .containsExactly(
            "t!(x=1@2:1)", "a(x=1@2:1,x=2@4:1,y=3@6:1)", "b(x=1@2:1,x=1@2:1,x=2@4:1,y=3@6:1)");
  }

  @Test
  void blocksOfCommentsGoOverLinesAndDashesDoNot() throws IOException {
    assertThat(read("[a]\n;-----;\nx=1\n;--\nx=2\n--;y=3\n;--== end ==--;\nz=4\n"))
        .containsExactly("a(x=1@3:1,y=3@6:1,z=4@8:1)");
  }

  @Test
  void filesOfTheFolderAreIncludedAndTheSectionGoesOn() throws IOException {
    Files.writeString(folder.resolve("more.conf"), "y=2\n[b]\nz=3\n");
    Files.createDirectories(folder.resolve("d"));
    Files.writeString(folder.resolve("d/1.conf"), "one=1\n");
    Files.writeString(folder.resolve("d/2.conf"), "two=2\n");

    assertThat(read("[a]\nx=1\n#include \"more.conf\"\nw=4\n#include d/*.conf\n"))
        .containsExactly("a(x=1@2:1,y=2@1:1)", "b(z=3@3:1,w=4@4:1,one=1@1:1,two=2@1:1)");
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void nothingOutsideTheFolderIsRead() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Files.writeString(folder.resolve("secret.conf"), "[s]\nx=1\n");
    Files.createSymbolicLink(inner.resolve("link.conf"), folder.resolve("secret.conf"));
    Path file = inner.resolve("a.conf");
    Files.writeString(file, "[a]\n#include ../secret.conf\n");
    assertThat(read(file)).containsExactly("a()");
    assertThat(told())
        .containsExactly(
            file
                + ":2:1: '../secret.conf' is not in the folder of the file: it was not read. Name"
                + " it as a further file of the import, and remove this line from a copy");

    problems = new Problems();
    Files.writeString(file, "[a]\n#include link.conf\n");
    assertThat(read(file)).containsExactly("a()");
    assertThat(told()).singleElement().asString().contains("there is no file link.conf");
  }

  @Test
  void aMissingFileIsAProblemUnlessItIsOnlyTried() throws IOException {
    read("[a]\n#tryinclude none.conf\n#include none.conf\n");
    assertThat(told()).singleElement().asString().contains("a.conf:3:1: there is no file none");
  }

  @Test
  void aFileThatIncludesItselfEnds() throws IOException {
    read("[a]\n#include a.conf\n");
    assertThat(told()).anyMatch(p -> p.contains("the files include each other too deeply"));
  }

  @Test
  void templatesOfTemplatesDoNotMultiplyWithoutEnd() throws IOException {
    read(
        "[t0](!)\nx=1\n"
            + IntStream.range(1, 60)
                .mapToObj(i -> "[t%d](!,t%d,t%d)".formatted(i, i - 1, i - 1))
                .collect(Collectors.joining("\n")));
    assertThat(told()).singleElement().asString().contains("more than 200000 lines");
  }

  @Test
  void whatAsteriskRefusesIsRefusedAtItsPlace() throws IOException {
    read("[a]\n[b](nobody)\n");
    read("x=1\n");
    read("[\n");
    read("[a]\nx=" + "1".repeat(ConfReader.LONGEST_LINE) + "\n");
    assertThat(told().stream().map(p -> p.replaceFirst("^.*/", "")))
        .containsExactly(
            "a.conf:1:1: no [section] stands above this line. Import the file that includes this"
                + " one",
            "a.conf:1:1: this is no name of a section. Write it as [name] or [name](template)",
            "a.conf:2:1: no template 'nobody' stands above this line. Known here: a, b",
            "a.conf:2:1: the line is too long. Asterisk takes at most 8191");
  }

  @Test
  void noProgramIsRun() throws IOException {
    read("[a]\n#exec touch ran\n");
    assertThat(folder.resolve("ran")).doesNotExist();
    assertThat(findings.list().getFirst().text()).startsWith("no program is run");
  }

  @BeforeProperty
  void propertyFolder() throws IOException {
    folder = Files.createTempDirectory("conf");
  }

  @AfterProperty
  void noFolder() throws IOException {
    Files.deleteIfExists(folder.resolve("a.conf"));
    Files.delete(folder);
  }

  @Property(tries = 500)
  void anyTextIsReadOrRefusedAtAPlaceAndWhatIsWrittenIsYaml(@ForAll("confs") String text)
      throws IOException {
    problems = new Problems();
    Files.writeString(folder.resolve("a.conf"), text);
    ConfReader reader = reader();
    reader.read(folder.resolve("a.conf"));
    assertThat(told()).allMatch(problem -> problem.matches(".*a\\.conf:\\d+:\\d+: .*"));

    List<ImportedQueue> queues = new QueuesReader(findings, Map.of()).read(reader.sections());
    Problems yaml = new Problems();
    for (String written :
        List.of(GroupFiles.groups(queues, List.of("ru")), GroupFiles.operators(queues))) {
      YamlReader.read("y", written + "end: yes\n", yaml);
    }
    assertThat(yaml.list()).isEmpty();
  }

  @Provide
  Arbitrary<String> confs() {
    Arbitrary<String> marks =
        Arbitraries.strings().withChars("[]()!+,;-#=>\\\"{}:' \n\tax/.*я\u2028").ofMaxLength(80);
    Arbitrary<String> words =
        Arbitraries.of(
            "[q]\n", "[q](t)\n", "\nmember => SIP/", "\n#include ", "\nstrategy=", ";--");
    return Combinators.combine(words, marks, words, marks).as((a, b, c, d) -> a + b + c + d);
  }

  private ConfReader reader() {
    return new ConfReader(new SourceFiles(problems), findings);
  }

  private List<String> read(String text) throws IOException {
    return read(Files.writeString(folder.resolve("a.conf"), text));
  }

  private List<String> read(Path file) {
    ConfReader reader = reader();
    reader.read(file);
    return reader.sections().stream().map(ConfReaderTest::shown).toList();
  }

  private List<String> told() {
    return problems.list().stream().map(Problem::toString).toList();
  }

  private static String shown(ConfSection section) {
    return section.name()
        + (section.template() ? "!" : "")
        + section.lines().stream()
            .map(l -> l.shown() + "@" + l.place().line() + ":" + l.place().column())
            .collect(Collectors.joining(",", "(", ")"));
  }
}
