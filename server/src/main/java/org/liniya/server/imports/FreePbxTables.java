package org.liniya.server.imports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.liniya.server.imports.CsvTableText.Row;
import org.liniya.server.imports.Destination.HangUp;
import org.liniya.server.imports.Destination.Says;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;

/**
 * Gathers FreePBX's tables {@code ivr_details}, {@code ivr_entries}, {@code queues_config} and
 * {@code queues_details}, each saved as CSV and known by its columns. For one thread.
 */
final class FreePbxTables {

  private static final int USUAL_WAIT_S = 10;

  private final Findings findings;
  private final List<Row> menus = new ArrayList<>();
  private final Map<String, List<Row>> entries = new LinkedHashMap<>();
  private final Map<String, List<ConfLine>> queues = new LinkedHashMap<>();
  private final Map<String, String> titles = new LinkedHashMap<>();

  FreePbxTables(Findings findings) {
    this.findings = findings;
  }

  /** Takes a table; a problem when its columns are none of the four. */
  void read(String file, String text, Problems problems) {
    CsvTableText table = CsvTableText.read(file, text, problems);
    if (table.has("ivr_id", "selection", "dest")) {
      table
          .rows()
          .forEach(
              row -> entries.computeIfAbsent(row.field("ivr_id"), _ -> new ArrayList<>()).add(row));
    } else if (table.has("id", "announcement", "timeout_time")) {
      menus.addAll(table.rows());
    } else if (table.has("id", "keyword", "data")) {
      table.rows().forEach(this::detail);
    } else if (table.has("extension", "descr")) {
      table.rows().forEach(this::queue);
    } else {
      problems.add(
          Place.start(file),
          "this is none of the tables ivr_details, ivr_entries, queues_config, queues_details",
          "Save the table with the names of its columns in the first row");
    }
  }

  /** What people call the queues, by number. */
  Map<String, String> titles() {
    return Map.copyOf(titles);
  }

  /** The queues as sections of a {@code queues.conf}. */
  List<ConfSection> queues() {
    return queues.entrySet().stream()
        .map(
            each ->
                new ConfSection(
                    each.getValue().getFirst().place(), each.getKey(), false, "", each.getValue()))
        .toList();
  }

  private void detail(Row row) {
    if (!row.field("id").equals("-1") && !row.field("keyword").equals("account")) {
      queues
          .computeIfAbsent(row.field("id"), _ -> new ArrayList<>())
          .add(new ConfLine(row.place(), row.field("keyword"), row.field("data")));
    }
  }

  private void queue(Row row) {
    String number = row.field("extension");
    titles.put(number, row.field("descr").isEmpty() ? number : row.field("descr"));
    findings.taken(row.place(), "queue " + number, "the group's titles: " + row.field("descr"));
    String longest = row.field("maxwait");
    if (QueueRules.whole(longest).orElse(0) > 0) {
      findings.lacking(
          row.place(),
          "maxwait=" + longest,
          "in the flow's queue step: timeout: { wait: "
              + longest
              + "s, go: TARGET }; it was "
              + row.field("dest"));
    }
  }

  List<ImportedMenu> menus() {
    return menus.stream().map(this::menu).toList();
  }

  private ImportedMenu menu(Row row) {
    String id = row.field("id");
    Place place = row.place();
    if (row.field("directdial").matches("ext-local|\\d+")) {
      findings.lacking(
          place,
          "directdial=" + row.field("directdial"),
          "callers do not dial telephones by number in a menu");
    }
    Map<Character, Destination> keys = new LinkedHashMap<>();
    for (Row entry : entries.getOrDefault(id, List.of())) {
      key(entry, keys);
    }
    String name = row.field("name").isEmpty() ? "ivr-" + id : row.field("name");
    return new ImportedMenu(
        place,
        "ivr-" + id,
        Names.shown(name, 80),
        recording(place, row.field("announcement")),
        Duration.ofSeconds(QueueRules.whole(row.field("timeout_time")).orElse(USUAL_WAIT_S)),
        1 + Math.max(loops(row, "invalid_loops"), loops(row, "timeout_loops")),
        keys,
        last(row, "timeout"),
        last(row, "invalid"));
  }

  private void key(Row entry, Map<Character, Destination> keys) {
    String digits = entry.field("selection");
    String shown = digits + " " + entry.field("dest");
    if (!digits.matches("[0-9*#]")) {
      findings.lacking(
          entry.place(),
          shown,
          "a menu's key is one key: use 'ask: { kind: digits }' and 'choose'");
      return;
    }
    keys.put(
        digits.charAt(0),
        entry.field("ivr_ret").equals("1")
            ? back(entry, shown)
            : destination(entry, shown, entry.field("dest")));
  }

  private Destination back(Row entry, String shown) {
    findings.taken(entry.place(), shown, "a key of the menu: back");
    return new Destination.Back();
  }

  private Destination destination(Row row, String shown, String dest) {
    FreePbxDestination.Meaning meaning = FreePbxDestination.of(dest);
    if (meaning.lacking().isEmpty()) {
      findings.taken(row.place(), shown, "its 'go'");
    } else {
      findings.lacking(row.place(), shown, meaning.lacking());
    }
    return meaning.to();
  }

  /** Recordings are kept by number; their files stand in another table. */
  private static List<Sound> recording(Place place, String id) {
    return id.isEmpty() || id.equals("0")
        ? List.of()
        : List.of(Sound.file(place, "recording-" + id));
  }

  private static int loops(Row row, String column) {
    OptionalInt loops = QueueRules.whole(row.field(column)); // or 'disabled'
    return loops.isPresent() ? loops.getAsInt() : 0;
  }

  private Destination last(Row row, String which) {
    String dest = row.field(which + "_destination");
    Destination to =
        dest.isEmpty() ? new HangUp() : destination(row, which + "_destination=" + dest, dest);
    String recording = row.field(which + "_recording");
    return recording.matches("\\d+") && !recording.equals("0")
        ? new Says(recording(row.place(), recording), to)
        : to;
  }
}
