package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.server.config.Example;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** {@code flow test} on a copy of the shipped configuration. */
class TestFlowsTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    Example.copyTo(folder);
  }

  @Test
  void greenTestsAreSilentOnStandardOutput() {
    assertThat(run()).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .containsPattern("(\\d+) tests: \\1 green, 0 failed, 0 could not be read");
  }

  @Test
  void coverageIsAFigureAndAList() {
    assertThat(run("--coverage")).isZero();
    assertThat(out.toString())
        .startsWith("hotline: steps 21 of 22 (95 %), exits ")
        .contains("  step not entered: trouble");
  }

  @Test
  void aFailureIsOneLineAndExitOne() throws IOException {
    Path test = wrong("english.yaml", "skill-group: documents", "skill-group: payment");

    assertThat(run(test.toString())).isEqualTo(1);
    assertThat(out.toString().lines())
        .singleElement()
        .asString()
        .matches(
            ".*english.yaml:\\d+:\\d+: the caller was to wait for payment, but it was documents\\.");
    assertThat(err.toString()).contains("1 tests: 0 green, 1 failed, 0 could not be read");
  }

  @Test
  void aWrongFileIsExitOneAndAMissingOneIsExitTwo() throws IOException {
    Path test = wrong("english.yaml", "hangs-up", "hangs up");

    assertThat(run()).isEqualTo(1);
    assertThat(out.toString()).contains("a line of the script is one act");
    assertThat(err.toString()).contains("1 could not be read");
    assertThat(run(test.resolveSibling("none.yaml").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("there is no file");
  }

  @Test
  void nothingToRunIsNotGreen() throws IOException {
    Files.move(folder.resolve("flows/tests"), folder.resolve("elsewhere"));

    assertThat(run()).isEqualTo(1);
    assertThat(err.toString()).contains("there are no tests");
  }

  @Test
  void resultsAreWrittenAsJUnitHasThem() throws Exception {
    wrong("english.yaml", "test: Two at", "test: \"\\a<Two> & +79990000001\" #");
    wrong("english.yaml", "skill-group: documents", "skill-group: payment");
    Path report = folder.resolve("report.xml");

    assertThat(run("--junit", report.toString())).isEqualTo(1);
    String text = Files.readString(report);
    Document xml =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(text)));
    assertThat(xml.getDocumentElement().getAttribute("failures")).isEqualTo("1");
    assertThat(xml.getElementsByTagName("testcase").getLength()).isGreaterThan(10);
    assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
    assertThat(text).contains("&lt;Two").doesNotContain("79990000001");
    assertThat(run("--junit", folder.resolve("no/report.xml").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("cannot be written");
  }

  private Path wrong(String file, String right, String wrong) throws IOException {
    Path test = folder.resolve("flows/tests").resolve(file);
    String before = Files.readString(test);
    assertThat(before).contains(right);
    Files.writeString(test, before.replace(right, wrong));
    return test;
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of("flow", "test", "--config", folder.toString()));
    all.addAll(List.of(args));
    return LiniyaCommand.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }
}
