package org.liniya.server.identity;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;

/**
 * Reads a registry from a CSV file (RFC 4180; commas, or semicolons as spreadsheets in Russian
 * write them): the first row names the columns, each further one is a person. A table with one
 * wrong row is refused whole. No problem repeats what stands in the file. For one thread.
 */
public final class CsvTable {

  static final long LARGEST_BYTES = 64_000_000;

  private static final String SMALLER = "Keep larger registries behind a service: 'service:'";

  /** A header is shorter; within it the separator is looked for. */
  private static final int HEAD = 1_000;

  /** No row is longer, whatever its quotes say; in characters. */
  private static final int LONGEST_ROW = 16_384;

  private final Path file;
  private final LocalDate today;
  private final Problems problems;

  private CsvTable(Path file, LocalDate today, Problems problems) {
    this.file = file;
    this.today = today;
    this.problems = problems;
  }

  /**
   * Reads and checks it; empty exactly when {@code problems} were found.
   *
   * @param today no date of birth is later
   */
  public static Optional<CsvRegistry> read(Path file, LocalDate today, Problems problems) {
    return new CsvTable(file, today, problems).read();
  }

  private Optional<CsvRegistry> read() {
    try {
      long size = Files.size(file);
      if (size > LARGEST_BYTES) {
        return refused(
            1, "the table has " + size + " bytes, at most " + LARGEST_BYTES + " are read", SMALLER);
      }
      return read((int) size);
    } catch (CharacterCodingException e) {
      return refused(1, "this is not UTF-8 text", "Save it as CSV in UTF-8");
    } catch (IOException e) {
      return refused(
          1, "the table cannot be read", "Look at its name, its owner and its permissions");
    }
  }

  private Optional<CsvRegistry> read(int size) throws IOException {
    try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(
                    Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()));
        CsvReader<CsvRecord> csv = reader(in, separator(in))) {
      return read(csv.iterator(), size);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static char separator(BufferedReader in) throws IOException {
    in.mark(HEAD);
    char[] head = new char[HEAD];
    int length = Math.max(0, in.read(head));
    in.reset();
    String line = new String(head, 0, length).split("\\R", 2)[0];
    return line.indexOf(';') >= 0 && line.indexOf(',') < 0 ? ';' : ',';
  }

  private static CsvReader<CsvRecord> reader(Reader in, char separator) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // looked at below
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .maxBufferSize(LONGEST_ROW)
        .ofCsvRecord(in);
  }

  private Optional<CsvRegistry> read(Iterator<CsvRecord> csv, int size) throws IOException {
    long line = 1;
    try {
      if (!csv.hasNext()) {
        return refused(1, "the table is empty", "Begin with the names of the columns: snils,phone");
      }
      Optional<List<Datum>> columns = new CsvHeader(file, problems).columns(csv.next().getFields());
      if (columns.isEmpty()) {
        return Optional.empty();
      }
      CsvRows rows = new CsvRows(file, columns.get(), today, size, problems);
      while (csv.hasNext()) {
        CsvRecord row = csv.next();
        line = row.getStartingLineNumber();
        if (!rows.add(row)) {
          return refused(
              line, "the table has more than " + CsvRegistry.MOST_ROWS + " persons", SMALLER);
        }
      }
      return rows.registry();
    } catch (CsvParseException e) { // its words may repeat the file
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      return refused(
          line,
          "the table cannot be read any further than the row here",
          "Look for a quotation mark that is not closed behind it");
    }
  }

  private Optional<CsvRegistry> refused(long line, String text, String hint) {
    problems.add(new Place(file.toString(), (int) line, 1), text, hint);
    return Optional.empty();
  }
}
