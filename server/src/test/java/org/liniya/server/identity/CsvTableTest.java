package org.liniya.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry.Answer;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

class CsvTableTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
  private static final int PASSPORTS = 1_000_000;

  @TempDir private Path folder = Path.of("");
  private final Problems problems = new Problems();

  private Optional<CsvRegistry> read(String text) throws IOException {
    Path file = folder.resolve("persons.csv");
    Files.writeString(file, text);
    return CsvTable.read(file, TODAY, problems);
  }

  private List<String> said() {
    return problems.list().stream().map(Problem::toString).toList();
  }

  private static Answer look(CsvRegistry registry, LookUp.Kind kind, String number) {
    List<Answer> told = new ArrayList<>();
    var _ = registry.look(LookUp.of(kind, new Secret(number)).orElseThrow(), told::add);
    assertThat(told).hasSize(1);
    return told.getFirst();
  }

  @Test
  void aPersonIsFoundByEveryDocument() throws IOException {
    CsvRegistry registry =
        read("""
                snils,inn,passport,birth-date,phone,email
                112-233-445 95,500100732259,45 08 123456,01.02.1980,8 (999) 000-00-01,a@example.org
                087-654-303 00,7707083893,,,,
                """)
            .orElseThrow();

    Answer known =
        new Answer.Found(
            Map.of(
                Datum.SNILS, new Secret("11223344595"),
                Datum.INN, new Secret("500100732259"),
                Datum.PASSPORT, new Secret("4508123456"),
                Datum.BIRTH_DATE, new Secret("01021980"),
                Datum.PHONE, new Secret("+79990000001"),
                Datum.EMAIL, new Secret("a@example.org")));
    assertThat(look(registry, LookUp.Kind.SNILS, "11223344595")).isEqualTo(known);
    assertThat(look(registry, LookUp.Kind.INN, "500100732259")).isEqualTo(known);
    assertThat(look(registry, LookUp.Kind.PASSPORT, "4508123456")).isEqualTo(known);
    assertThat(look(registry, LookUp.Kind.INN, "7707083893"))
        .isEqualTo(
            new Answer.Found(
                Map.of(
                    Datum.SNILS, new Secret("08765430300"),
                    Datum.INN, new Secret("7707083893"))));
    assertThat(look(registry, LookUp.Kind.PASSPORT, "4508123457")).isEqualTo(new Answer.NotFound());
    assertThat(look(registry, LookUp.Kind.PHONE, "+79990000001")).isEqualTo(new Answer.NotFound());
    assertThat(registry.persons()).isEqualTo(2);
    assertThat(registry.data()).containsExactlyInAnyOrder(Datum.values());
  }

  @Test
  void asASpreadsheetWritesIt() throws IOException {
    CsvRegistry registry =
        read("\uFEFFSNILS;\"Phone\"\r\n\"112-233-445 95\";\"+7 999 000-00-01\"\r\n\r\n")
            .orElseThrow();

    assertThat(look(registry, LookUp.Kind.SNILS, "11223344595"))
        .isEqualTo(
            new Answer.Found(
                Map.of(
                    Datum.SNILS, new Secret("11223344595"),
                    Datum.PHONE, new Secret("+79990000001"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 1:1: the table is empty. Begin with the names of the columns: snils,phone",
        "snils,phon | 1:1: there is no column 'phon'. Did you mean 'phone'?",
        "snils,snils | 1:1: there are two columns 'snils'. Keep one of them",
        "phone,email | 1:1: no column is a document to find persons by. Add one of snils, inn and passport",
        "11223344595 | 1:1: the first row names no columns. Begin with a row such as: snils,birth-date,phone",
        "snils | 1:1: the table names no person. Put one into each row below the first",
        "snils#11223344596 | 2:1: 'snils' has check digits that do not fit. Correct it, or leave the field empty",
        "snils,phone#11223344595 | 2:1: the row has 1 fields, the first one 2. Leave a field empty when nothing is known",
        "snils#11223344595,1 | 2:1: the row has 2 fields, the first one 1. Leave a field empty when nothing is known",
        "snils,phone#,+79990000001 | 2:1: the person has no document. Nobody could be found by this row: complete it",
        "snils#11223344595#08765430300#112 233 445 95 | 4:1: the same 'snils' stands in line 2. One of them is somebody else, or the person stands here twice",
        "snils#11223344595#\"08765430300 | 2:1: the table cannot be read any further than the row here. Look for a quotation mark that is not closed behind it",
      })
  void whatIsWrongIsSaidWithItsPlaceAndCure(String table, String says) throws IOException {
    assertThat(read(table.replace('#', '\n'))).isEmpty();

    assertThat(said()).singleElement().asString().endsWith("persons.csv:" + says);
  }

  @Test
  void noProblemRepeatsADatum() throws IOException {
    assertThat(read("snils,birth-date,phone,email\n11223344596,31021980,99900000,a b@c\n"))
        .isEmpty();

    assertThat(said()).hasSize(4);
    assertThat(said().toString()).doesNotContain("1122", "3102", "9990", "a b");
  }

  @Test
  void notEveryWrongRowIsShown() throws IOException {
    assertThat(read("snils\n" + "1\n".repeat(25))).isEmpty();

    assertThat(said()).hasSize(CsvRows.MOST_PROBLEMS + 1);
    assertThat(said().getFirst()).endsWith("1:1: 5 further problems of this table are not shown.");
  }

  @Test
  void itIsUtf8() throws IOException {
    Path file = folder.resolve("persons.csv");
    Files.write(file, "snils\n№11223344595\n".getBytes(StandardCharsets.UTF_16));
    assertThat(CsvTable.read(file, TODAY, problems)).isEmpty();

    assertThat(said()).singleElement().asString().contains(":1:1: this is not UTF-8 text");
  }

  @Test
  void aTableOfAnySizeIsNotRead() throws IOException {
    Path file = folder.resolve("persons.csv");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(CsvTable.LARGEST_BYTES + 1);
    }
    assertThat(CsvTable.read(file, TODAY, problems)).isEmpty();

    assertThat(said())
        .singleElement()
        .asString()
        .endsWith(
            ":1:1: the table has 64000001 bytes, at most 64000000 are read. Keep larger registries"
                + " behind a service: 'service:'");
  }

  @Test
  void aRowWithoutEndIsNotReadToItsEnd() throws IOException {
    assertThat(read("snils\n\"" + "1".repeat(1_000_000))).isEmpty();

    assertThat(said()).singleElement().asString().contains(":1:1: the table cannot be read any");
  }

  @Test
  void aMillionPersonsAndNotOneMore() throws IOException {
    Path file = folder.resolve("persons.csv");
    table(file, PASSPORTS);
    CsvRegistry registry = CsvTable.read(file, TODAY, problems).orElseThrow();
    assertThat(registry.persons()).isEqualTo(PASSPORTS);
    assertThat(look(registry, LookUp.Kind.PASSPORT, passport(PASSPORTS - 1)))
        .isEqualTo(new Answer.Found(Map.of(Datum.PASSPORT, new Secret(passport(PASSPORTS - 1)))));
    assertThat(look(registry, LookUp.Kind.PASSPORT, passport(PASSPORTS)))
        .isEqualTo(new Answer.NotFound());

    table(file, PASSPORTS + 1);
    assertThat(CsvTable.read(file, TODAY, problems)).isEmpty();
    assertThat(said())
        .singleElement()
        .asString()
        .contains(":1000002:1: the table has more than 1000000 persons");
  }

  /** Two series, for a passport's number is never 000000. */
  private static String passport(int person) {
    return Long.toString((person < 500_000 ? 4_508_000_001L : 4_508_500_001L) + person);
  }

  private static void table(Path file, int persons) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write("passport\n");
      for (int i = 0; i < persons; i++) {
        out.write(passport(i));
        out.write('\n');
      }
    }
  }
}
