package org.liniya.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a database's own plan says about how it gets to the rows. Immutable. */
record Plan(List<Access> accesses, boolean sorts) {

  private static final Pattern H2 =
      Pattern.compile(
          "\"PUBLIC\"\\.\"(\\w+)\"(?:\\s+\"\\w+\")?\\s*/\\*\\s*(.*?)\\s*\\*/", Pattern.DOTALL);
  private static final Pattern POSTGRES =
      Pattern.compile(
          "(?:(Seq Scan)|Index(?: Only)? Scan(?: Backward)? using (\\w+)) on (\\w+)([^\\n]*(?:\\n(?!.*->).*)*)");

  /** By what the rows of a table are found. */
  enum By {
    /** An index, and a condition on it. */
    CONDITION,
    /** An index from its beginning, for its order. */
    ORDER,
    /** All rows are read. */
    SCAN
  }

  record Access(String table, By by) {}

  static Plan of(String text, boolean postgres) {
    return postgres ? ofPostgres(text) : ofH2(text);
  }

  private static Plan ofH2(String text) {
    List<Access> accesses = new ArrayList<>();
    Matcher each = H2.matcher(text);
    while (each.find()) {
      String how = each.group(2);
      By by = how.endsWith(".tableScan") ? By.SCAN : how.contains(":") ? By.CONDITION : By.ORDER;
      accesses.add(new Access(each.group(1).toLowerCase(Locale.ROOT), by));
    }
    boolean sorts = text.contains("ORDER BY") && !text.contains("index sorted");
    return new Plan(accesses, sorts);
  }

  private static Plan ofPostgres(String text) {
    List<Access> accesses = new ArrayList<>();
    Matcher each = POSTGRES.matcher(text);
    while (each.find()) {
      By by =
          each.group(1) != null
              ? By.SCAN
              : each.group(4).contains("Index Cond:") ? By.CONDITION : By.ORDER;
      accesses.add(new Access(each.group(3).toLowerCase(Locale.ROOT), by));
    }
    return new Plan(accesses, text.contains("Sort Key"));
  }
}
