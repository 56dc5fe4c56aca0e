package org.liniya.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;
import org.liniya.yaml.YamlReader;

/**
 * Menus that nobody would write: they are read or refused at a place, and what is written is YAML.
 */
final class HostileImportsTest {

  private static final ImportOptions OPTIONS =
      new ImportOptions(List.of("ru", "en"), "other", Optional.empty());

  @Property(tries = 300)
  void anyMenusOfFreeSwitch(@ForAll("xml") List<String> parts) throws IOException {
    importing("m.xml", "<include>" + String.join("", parts) + "</include>");
  }

  @Property(tries = 300)
  void anyDialplanOfFreePbx(@ForAll("dialplan") List<String> parts) throws IOException {
    importing("m.conf", String.join("", parts));
  }

  @Property(tries = 200)
  void anyTableOfFreePbx(@ForAll("tables") List<String> parts) throws IOException {
    importing("m.csv", String.join("", parts));
  }

  @Test
  void deepAndLargeXmlIsRefusedAtItsPlace() {
    assertThat(xml("<a>".repeat(40) + "</a>".repeat(40)))
        .contains("x:1:97: the file is larger than is read: 20000 elements, 32 deep.");
    assertThat(xml("<m>" + "<a/>".repeat(XmlTree.MOST_ELEMENTS) + "</m>"))
        .contains("the file is larger than is read");
    assertThat(xml("<menu name='a'>\n<entry action=x/></menu>")).startsWith("x:2:");
    assertThat(xml("")).contains("this is no XML that can be read here");
    assertThat(xml("<!DOCTYPE a [<!ENTITY b 'c'>]><a n='&b;'/>"))
        .contains("document types are not read");
  }

  @Test
  void patternsOfDigitsAreKeysOrNothing() {
    assertThat(DigitPattern.keys("/^[1-3]$/")).contains(Set.of('1', '2', '3'));
    assertThat(DigitPattern.keys("/^(\\d)$/").orElseThrow()).hasSize(10);
    assertThat(DigitPattern.keys("*")).contains(Set.of('*'));
    assertThat(DigitPattern.keys("/^(10[01][0-9])$/")).isEmpty();
    assertThat(DigitPattern.keys("12")).isEmpty();
    assertThat(DigitPattern.keys("/(a+)+$/")).isEmpty();
  }

  @Test
  void manyMenusThatLeadToEachOtherAreWrittenInTime() throws IOException {
    String menus =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    "<menu name='m%d'><entry action='menu-sub' digits='1' param='m%d'/></menu>"
                        .formatted(i, (i + 1) % 300))
            .collect(Collectors.joining());
    assertThat(importing("m.xml", "<include>" + menus + "</include>")).hasSize(1);
  }

  /** The flows that were made. */
  private static List<OutputFile> importing(String name, String text) throws IOException {
    Path folder = Files.createTempDirectory("hostile");
    try {
      Path file = Files.writeString(folder.resolve(name), text);
      Problems problems = new Problems();
      Imports imports = new Imports(OPTIONS, problems);
      Optional<Imported> imported =
          name.endsWith("xml") ? imports.freeswitch(List.of(file)) : imports.freepbx(List.of(file));
      assertThat(imported.isEmpty()).isEqualTo(!problems.isEmpty());
      assertThat(problems.list().stream().map(Problem::toString))
          .allMatch(p -> p.matches(".*" + name + ":\\d+:\\d+: .*"));
      List<OutputFile> files = imported.map(Imported::files).orElse(List.of());
      Problems yaml = new Problems();
      files.forEach(each -> YamlReader.read(each.name(), each.text(), yaml));
      assertThat(yaml.list()).isEmpty();
      return files.stream().filter(each -> each.name().startsWith("flows/")).toList();
    } finally {
      Files.deleteIfExists(folder.resolve(name));
      Files.delete(folder);
    }
  }

  private static String xml(String text) {
    Problems problems = new Problems();
    assertThat(XmlTree.read("x", text, problems)).isEmpty();
    return problems.list().getFirst().toString();
  }

  @Provide
  Arbitrary<List<String>> xml() {
    return parts(
        "<menu name='",
        "'>",
        "</menu>",
        "<menu name='a' greet-long='",
        "'/>",
        "m",
        "&amp;",
        "&lt;",
        "<entry digits='1' action='menu-sub' param='",
        "<entry digits='/^[1-3]$/' action='menu-exec-app'" + " param='",
        "transfer 1",
        "<X-PRE-PROCESS cmd='include' data='",
        "&#x2028;",
        "\n",
        "\\");
  }

  @Provide
  Arbitrary<List<String>> dialplan() {
    return parts(
        "[ivr-1]\n",
        "\n[ivr-2] ; я: #\n",
        "exten => s,1,Background(",
        ")\n",
        "\nexten => 1,1,Goto(ivr-1,s,1)",
        "\nexten => t,1,Goto(ivr-2,s,1)",
        "\nsame => n,Playback(",
        "&",
        "exten => i,1,GotoIf($[${LOOPCOUNT} > 9]?x)\n",
        "\nexten => *,1,Queue(",
        "exten => #,1,",
        "WaitExten(999999999)",
        "\nmember=SIP/1\n",
        "\n[q]\nstrategy=");
  }

  @Provide
  Arbitrary<List<String>> tables() {
    return parts(
        "ivr_id,selection,dest\n",
        "id,announcement,timeout_time,name\n",
        "id,keyword,data\n",
        "1,",
        "\n",
        "\"",
        "1,1,\"ivr-1,s,1\"\n",
        "1,2,3,x\n",
        "1,member,SIP/1\n",
        ";",
        "NULL",
        "\\N");
  }

  private static Arbitrary<List<String>> parts(String... words) {
    Arbitrary<String> noise =
        Arbitraries.strings()
            .withChars("'\"<>&/=[]()#:{}%$,;\\ \n\tя\u2028\u202e\0")
            .ofMaxLength(6);
    return Arbitraries.oneOf(Arbitraries.of(words), Arbitraries.of(words), noise)
        .list()
        .ofMaxSize(14);
  }
}
