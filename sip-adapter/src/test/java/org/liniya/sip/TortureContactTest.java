package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Contacts of RFC 4475 sections 3.3.12 to 3.3.14 as a registrar has to keep them: each is taken
 * from its message byte for byte and registered with an operator's password. What is kept stands in
 * {@code docs/sip-torture.md}, which is read here.
 */
@Timeout(60)
class TortureContactTest {

  private static final Path ROOT = Path.of(System.getProperty("liniya.root", ".."));

  private static final Pattern CONTACT = Pattern.compile("(?im)^(?:contact|m)\\s*:\\s*(.*?)\\r?$");

  /** A line of the second table. */
  record Row(String message, String kept) {
    @Override
    public String toString() {
      return message;
    }
  }

  static List<Row> rows() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/sip-torture.md")).stream()
        .filter(line -> line.startsWith("| 3.3."))
        .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
        .map(cell -> new Row(bare(cell.get(2)), bare(cell.get(4))))
        .toList();
  }

  private static String bare(String cell) {
    return cell.replace("`", "");
  }

  @Test
  void everyContactHasItsRow() throws IOException {
    assertThat(rows()).extracting(Row::message).containsExactly("cparam01", "cparam02", "regescrt");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isKeptAsThePageSays(Row row) throws IOException {
    try (Bench bench = Bench.with(FakeDesk.answering());
        RawPhone phone = new RawPhone(bench.endpoint.port())) {
      String registered = register(phone, 2, "Contact: " + contactOf(row.message()));
      assertThat(contacts(registered)).containsExactly(row.kept());
      assertThat(bench.registrations.all())
          .extracting(binding -> "<" + binding.contact() + ">")
          .containsExactly(row.kept());
      // whoever only asks gets the same (RFC 3261 section 10.2.3)
      assertThat(contacts(register(phone, 3, "X-Asks: yes"))).containsExactly(row.kept());
      // and it is the same binding when it comes again, and when it goes
      String gone = register(phone, 4, "Contact: " + row.kept() + ";expires=0");
      assertThat(contacts(gone)).isEmpty();
      assertThat(bench.registrations.all()).isEmpty();
    }
  }

  private static String register(RawPhone phone, int cseq, String contact) throws IOException {
    String right = RegistrarTest.credentials(phone, "1001", "secret-1001", "REGISTER");
    phone.send(
        phone
            .request("REGISTER", "1001", cseq, RawPhone.branch(), right + "\nExpires: 60", "")
            .replaceFirst("Contact: [^\\r]*", Matcher.quoteReplacement(contact)));
    String answer = phone.awaitFinal();
    assertThat(answer).startsWith("SIP/2.0 200");
    return answer;
  }

  /** The bindings of an answer, each without the parameters of the header field. */
  private static List<String> contacts(String answer) {
    return CONTACT
        .matcher(answer)
        .results()
        .map(found -> found.group(1))
        .peek(value -> assertThat(value).matches("<[^>]*>;expires=\\d+"))
        .map(value -> value.substring(0, value.indexOf('>') + 1))
        .toList();
  }

  private static String contactOf(String message) throws IOException {
    Path file = ROOT.resolve("sip-adapter/src/test/resources/torture/" + message + ".dat");
    Matcher field = CONTACT.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    assertThat(field.find()).isTrue();
    return field.group(1);
  }
}
