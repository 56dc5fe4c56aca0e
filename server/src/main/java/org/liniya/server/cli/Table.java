package org.liniya.server.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Writes JSON objects as a table for people. Stateless. */
final class Table {

  private Table() {}

  /** One line a row under a line of names; a single object becomes a table of one row. */
  static List<String> lines(JsonNode answer, List<String> columns) {
    JsonNode rows = answer.has("items") ? answer.path("items") : answer;
    List<List<String>> cells = new ArrayList<>();
    cells.add(columns);
    if (rows.isArray()) {
      rows.forEach(row -> cells.add(row(row, columns)));
    } else {
      cells.add(row(rows, columns));
    }
    return cells.stream().map(row -> line(row, widths(cells))).toList();
  }

  private static List<String> row(JsonNode row, List<String> columns) {
    return columns.stream().map(column -> cell(row.path(column))).toList();
  }

  private static String cell(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "-";
    }
    return value.isValueNode() ? value.asString() : value.toString();
  }

  private static List<Integer> widths(List<List<String>> cells) {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < cells.getFirst().size(); column++) {
      int at = column;
      widths.add(cells.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    return widths;
  }

  private static String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(widths.get(column) - cell.length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
