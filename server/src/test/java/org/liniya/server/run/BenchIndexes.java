package org.liniya.server.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes H2's indexes and keys away while rows are filled in, and makes them again as they were:
 * with them the rows, whose keys are in no order, take an hour. H2 itself says how to make them.
 */
final class BenchIndexes {
  private static final Pattern KEY =
      Pattern.compile(
          "ALTER TABLE (\\S+) ADD CONSTRAINT (\\S+) (PRIMARY KEY|FOREIGN KEY).*", Pattern.DOTALL);
  private static final Pattern INDEX =
      Pattern.compile("CREATE (?:UNIQUE )?.*INDEX (\\S+) ON.*", Pattern.DOTALL);
  private static final List<String> LEFT =
      List.of("AUDIT", "BENCH_HASHES", "flyway_schema_history");

  private final List<String> make = new ArrayList<>();
  private final List<String> drop = new ArrayList<>();

  /** Nothing at all for another database. */
  static BenchIndexes take(Connection connection, BenchSql sql) throws SQLException {
    BenchIndexes indexes = new BenchIndexes();
    if (sql == BenchSql.H2) {
      indexes.read(connection);
      execute(connection, indexes.drop);
    }
    return indexes;
  }

  void putBack(Connection connection) throws SQLException {
    execute(connection, make);
  }

  private void read(Connection connection) throws SQLException {
    List<String> primary = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    List<String> indexes = new ArrayList<>();
    List<String> dropIndexes = new ArrayList<>();
    List<String> dropPrimary = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("script nodata nopasswords nosettings")) {
      while (rows.next()) {
        String line = rows.getString(1);
        Matcher key = KEY.matcher(line);
        Matcher index = INDEX.matcher(line);
        if (LEFT.stream().anyMatch(table -> line.contains("\"" + table + "\""))) {
          continue;
        }
        if (key.matches()) {
          boolean isPrimary = key.group(3).startsWith("PRIMARY");
          (isPrimary ? primary : foreign).add(line);
          (isPrimary ? dropPrimary : drop)
              .add("alter table " + key.group(1) + " drop constraint " + key.group(2));
        } else if (index.matches() && !line.contains("PRIMARY KEY")) {
          indexes.add(line);
          dropIndexes.add("drop index if exists " + index.group(1));
        }
      }
    }
    drop.addAll(dropPrimary);
    drop.addAll(dropIndexes);
    make.addAll(primary);
    make.addAll(indexes);
    make.addAll(foreign);
  }

  private static void execute(Connection connection, List<String> all) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : all) {
        statement.execute(each);
      }
    }
  }
}
