package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search finds what is there, in whatever spelling: else no hits would mean nothing. */
class CanarySearchTest {
  private static final Canary PHONE = new Canary("phone", "+79037719264");
  private static final Canary SNILS = new Canary("snils", "34293244776");
  private static final Canary PASSPORT = new Canary("passport", "4508773311");
  private static final Canary NAME = new Canary("name", "Канарейкина");
  private static final CanarySearch SEARCH =
      new CanarySearch(List.of(PHONE, SNILS, PASSPORT, NAME));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "phone|+79037719264",
        "phone|89037719264",
        "phone|9037719264",
        "phone|+7 (903) 771-92-64",
        "phone|8 903 771 92 64",
        "phone|903-771-9264",
        "phone|903.771.92.64",
        "phone|%2B79037719264",
        "phone|+7\u00a0903\u2011771\u201192\u201164",
        "phone|9, 0, 3, 7, 7, 1, 9, 2, 6, 4",
        "snils|342-932-447 76",
        "snils|342-932-447-76",
        "snils|34293244776",
        "snils|342 932 447",
        "snils|342932447**",
        "passport|4508 773311",
        "passport|45 08 773311",
        "passport|45-08-773311",
        "name|Канарейкина",
        "name|КАНАРЕЙКИНА",
        "name|для канарейкина",
        "name|\\u041a\\u0430\\u043d\\u0430\\u0440\\u0435\\u0439\\u043a\\u0438\\u043d\\u0430",
        "name|%D0%9A%D0%B0%D0%BD%D0%B0%D1%80%D0%B5%D0%B9%D0%BA%D0%B8%D0%BD%D0%B0"
      })
  void everySpellingIsFound(String way, String spelt, @TempDir Path folder) throws IOException {
    assertThat(SEARCH.text("a text", "x " + spelt + " y"))
        .singleElement()
        .asString()
        .startsWith(way + " is in a text");
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
      Files.createDirectories(folder.resolve("deep"));
      Files.write(folder.resolve("deep/file.db"), ("x" + spelt + "y").getBytes(charset));
      assertThat(SEARCH.files(folder)).as(charset + " " + spelt).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+7********64",
        "***-***-*47 76",
        "342-932-44",
        "2026-11-26T12:57:27.123",
        "Канарейка"
      })
  void whatIsMaskedIsNotFound(String text) {
    assertThat(SEARCH.text("a text", text)).isEmpty();
  }

  @Test
  void packedLogsAndNamesOfFilesAreLookedAt(@TempDir Path folder) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("from 89037719264".getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve("liniya.log.gz"), packed.toByteArray());
    Files.writeString(folder.resolve("34293244776.wav"), "");
    assertThat(SEARCH.files(folder)).hasSize(2);
  }

  /** The file of H2 is read as it lies, also what was deleted from it just now. */
  @Test
  void aRowOfAnH2FileIsFound(@TempDir Path folder) throws Exception {
    try (Connection connection =
        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("t") + ";WRITE_DELAY=0")) {
      connection.createStatement().execute("create table t (v varchar)");
      try (PreparedStatement insert = connection.prepareStatement("insert into t values (?)")) {
        insert.setString(1, "sip:+79037719264@host Канарейкина " + "x".repeat(5000));
        insert.execute();
      }
      connection.createStatement().execute("checkpoint sync");
      assertThat(SEARCH.files(folder)).anyMatch(line -> line.startsWith("phone is in t.mv.db"));
      assertThat(SEARCH.files(folder)).anyMatch(line -> line.startsWith("name is in t.mv.db"));
    }
  }
}
