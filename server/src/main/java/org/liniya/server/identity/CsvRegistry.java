package org.liniya.server.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry;
import org.liniya.port.Services;

/**
 * A registry in memory, made of a table by {@link CsvTable}. Answers at once, on the thread that
 * asks. Immutable, thread-safe.
 *
 * <p>A million persons take about 100 MB: their rows lie in one array of bytes, and a document
 * finds its row by binary search in one sorted array of numbers, each the document and behind it
 * the row.
 */
public final class CsvRegistry implements CitizenRegistry {

  /** More do not fit behind a document in 64 bits. */
  static final int MOST_ROWS = 1_000_000;

  private static final int ROW_BITS = 20;
  private static final int ROW_MASK = (1 << ROW_BITS) - 1;
  static final char BETWEEN = '\t';

  private final List<Datum> columns;
  private final byte[] rows;
  private final int[] ends;
  private final Map<Datum, long[]> documents;

  /**
   * @param columns in what order data stand in a row
   * @param rows all rows, one behind the other, data with {@link #BETWEEN} between them
   * @param ends where each row ends
   * @param documents by {@link #entry}, sorted
   */
  CsvRegistry(List<Datum> columns, byte[] rows, int[] ends, Map<Datum, long[]> documents) {
    this.columns = List.copyOf(columns);
    this.rows = rows;
    this.ends = ends;
    this.documents = new EnumMap<>(documents);
  }

  /** A document of a row, as one number; documents of ten and of twelve digits are told apart. */
  static long entry(String digits, int row) {
    return (Long.parseLong("1" + digits) << ROW_BITS) | row;
  }

  static boolean sameDocument(long entry, long other) {
    return entry >> ROW_BITS == other >> ROW_BITS;
  }

  static int row(long entry) {
    return (int) (entry & ROW_MASK);
  }

  /** What it knows of a person. */
  public Set<Datum> data() {
    return EnumSet.copyOf(columns);
  }

  public int persons() {
    return ends.length;
  }

  @Override
  public Services.Asking look(LookUp who, Consumer<Answer> told) {
    told.accept(
        row(who).<Answer>map(row -> new Answer.Found(data(row))).orElseGet(Answer.NotFound::new));
    return () -> {};
  }

  private Optional<Integer> row(LookUp who) {
    for (Map.Entry<Datum, long[]> each : documents.entrySet()) {
      if (Documents.kind(each.getKey()).filter(who.kind()::equals).isPresent()) {
        long first = entry(who.normal().reveal(), 0);
        int found = Arrays.binarySearch(each.getValue(), first);
        int at = found >= 0 ? found : -found - 1;
        long[] all = each.getValue();
        return at < all.length && sameDocument(all[at], first)
            ? Optional.of(row(all[at]))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Map<Datum, Secret> data(int row) {
    int begin = row == 0 ? 0 : ends[row - 1];
    String text = new String(rows, begin, ends[row] - begin, StandardCharsets.US_ASCII);
    String[] values = text.split(String.valueOf(BETWEEN), -1);
    Map<Datum, Secret> data = new EnumMap<>(Datum.class);
    for (int i = 0; i < columns.size(); i++) {
      if (!values[i].isEmpty()) {
        data.put(columns.get(i), new Secret(values[i]));
      }
    }
    return data;
  }
}
