package org.liniya.server.identity;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.Secret;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;

/** Gathers the rows of a registry's table, each checked as it comes. For one thread. */
final class CsvRows {

  /** Who has mistaken a column sees it by these; the others are counted. */
  static final int MOST_PROBLEMS = 20;

  private final Path file;
  private final List<Datum> columns;
  private final LocalDate today;
  private final Problems problems;
  private final ByteArrayOutputStream rows;
  private final Map<Datum, Numbers> documents = new EnumMap<>(Datum.class);
  private final Numbers ends = new Numbers();
  private final Numbers lines = new Numbers();
  private int wrong;

  /** Numbers without boxes. */
  private static final class Numbers {
    private long[] values = new long[1_024];
    private int count;

    void add(long value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, count * 2);
      }
      values[count++] = value;
    }

    long[] all() {
      return Arrays.copyOf(values, count);
    }
  }

  CsvRows(Path file, List<Datum> columns, LocalDate today, int size, Problems problems) {
    this.file = file;
    this.columns = columns;
    this.today = today;
    this.problems = problems;
    this.rows = new ByteArrayOutputStream(size);
    columns.stream()
        .filter(each -> Documents.kind(each).isPresent())
        .forEach(each -> documents.put(each, new Numbers()));
  }

  /** Takes a row, or counts it as wrong; false when there are too many. */
  boolean add(CsvRecord row) {
    if (ends.count == CsvRegistry.MOST_ROWS) {
      return false;
    }
    long line = row.getStartingLineNumber();
    if (row.getFieldCount() != columns.size()) {
      fault(
          line,
          "the row has " + row.getFieldCount() + " fields, the first one " + columns.size(),
          "Leave a field empty when nothing is known");
      return true;
    }
    String[] values = new String[columns.size()];
    boolean document = false;
    for (int i = 0; i < values.length; i++) {
      Datum datum = columns.get(i);
      values[i] = value(datum, row.getField(i), line);
      document |= documents.containsKey(datum) && !row.getField(i).isBlank();
      if (!values[i].isEmpty() && documents.containsKey(datum)) {
        documents.get(datum).add(CsvRegistry.entry(values[i], ends.count));
      }
    }
    if (!document) {
      fault(line, "the person has no document", "Nobody could be found by this row: complete it");
    }
    rows.writeBytes(
        String.join(String.valueOf(CsvRegistry.BETWEEN), values)
            .getBytes(StandardCharsets.US_ASCII));
    ends.add(rows.size());
    lines.add(line);
    return true;
  }

  private String value(Datum datum, String written, long line) {
    if (written.isBlank()) {
      return "";
    }
    return switch (DatumForm.of(datum, new Secret(written), today)) {
      case DatumForm.Reading.Right(Secret value) -> value.reveal();
      case DatumForm.Reading.Wrong(String why) -> {
        fault(line, "'" + datum.word() + "' " + why, "Correct it, or leave the field empty");
        yield "";
      }
    };
  }

  /** Empty when a problem was found. */
  Optional<CsvRegistry> registry() {
    Map<Datum, long[]> sorted = new EnumMap<>(Datum.class);
    documents.forEach(
        (datum, entries) -> {
          long[] all = entries.all();
          Arrays.sort(all);
          twice(datum, all);
          sorted.put(datum, all);
        });
    if (wrong > MOST_PROBLEMS) {
      problems.add(
          Place.start(file.toString()),
          (wrong - MOST_PROBLEMS) + " further problems of this table are not shown",
          "");
    }
    if (wrong == 0 && ends.count == 0) {
      fault(1, "the table names no person", "Put one into each row below the first");
    }
    return wrong > 0
        ? Optional.empty()
        : Optional.of(
            new CsvRegistry(
                columns,
                rows.toByteArray(),
                Arrays.stream(ends.all()).mapToInt(Math::toIntExact).toArray(),
                sorted));
  }

  private void twice(Datum datum, long[] all) {
    for (int i = 1; i < all.length; i++) {
      if (CsvRegistry.sameDocument(all[i - 1], all[i])) {
        fault(
            lines.values[CsvRegistry.row(all[i])],
            "the same '"
                + datum.word()
                + "' stands in line "
                + lines.values[CsvRegistry.row(all[i - 1])],
            "One of them is somebody else, or the person stands here twice");
      }
    }
  }

  private void fault(long line, String text, String hint) {
    wrong++;
    if (wrong <= MOST_PROBLEMS) {
      problems.add(new Place(file.toString(), Math.toIntExact(line), 1), text, hint);
    }
  }
}
