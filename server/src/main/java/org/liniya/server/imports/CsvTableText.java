package org.liniya.server.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;

/**
 * A table as CSV (RFC 4180; commas or semicolons), its first row the names of the columns.
 * Immutable.
 */
record CsvTableText(List<String> columns, List<Row> rows) {

  static final int MOST_ROWS = 50_000;
  private static final int LONGEST_ROW = 65_536;

  /** A row by the names of its columns, in small letters. */
  record Row(Place place, Map<String, String> fields) {

    /** A field; the empty text where there is none. */
    String field(String column) {
      String written = fields.getOrDefault(column, "").strip();
      return written.equals("NULL") || written.equals("\\N") ? "" : written;
    }
  }

  /** What could be read; problems say what could not. */
  static CsvTableText read(String file, String text, Problems problems) {
    String head = text.lines().findFirst().orElse("");
    char separator = head.indexOf(';') >= 0 && head.indexOf(',') < 0 ? ';' : ',';
    List<String> columns = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    long line = 1;
    try {
      Iterator<CsvRecord> csv =
          CsvReader.builder()
              .fieldSeparator(separator)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .allowUnclosedQuote(false)
              .maxBufferSize(LONGEST_ROW)
              .ofCsvRecord(text)
              .iterator();
      while (csv.hasNext()) {
        CsvRecord record = csv.next();
        line = record.getStartingLineNumber();
        Place place = new Place(file, Math.toIntExact(line), 1);
        if (columns.isEmpty()) {
          record.getFields().forEach(name -> columns.add(name.strip().toLowerCase(Locale.ROOT)));
        } else if (rows.size() == MOST_ROWS) {
          problems.add(place, "more than " + MOST_ROWS + " rows", "Import the table in parts");
          break;
        } else {
          rows.add(new Row(place, fields(columns, record)));
        }
      }
    } catch (CsvParseException _) {
      problems.add(
          new Place(file, Math.toIntExact(line), 1),
          "the table cannot be read any further than the row here",
          "Look for a quotation mark that is not closed behind it");
    }
    return new CsvTableText(columns, rows);
  }

  private static Map<String, String> fields(List<String> columns, CsvRecord record) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(columns.size(), record.getFieldCount()); i++) {
      fields.put(columns.get(i), record.getField(i));
    }
    return fields;
  }

  boolean has(String... names) {
    return columns.containsAll(List.of(names));
  }
}
