package org.liniya.server.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.liniya.server.imports.Finding.Verdict;
import org.liniya.yaml.Place;

/** Collects what became of the lines of imported files, and tells it. For one thread. */
public final class Findings {

  /** Of an import with more lines the rest is counted. */
  static final int MOST = 20_000;

  private static final int WIDEST = 44;

  private final Set<Finding> found = new LinkedHashSet<>();
  private int more;

  void taken(Place place, String what, String as) {
    add(new Finding(place, what, Verdict.TAKEN, as));
  }

  void lacking(Place place, String what, String why) {
    add(new Finding(place, what, Verdict.LACKING, why));
  }

  void ignored(Place place, String what, String why) {
    add(new Finding(place, what, Verdict.IGNORED, why));
  }

  void add(Finding finding) {
    if (found.size() < MOST || found.contains(finding)) {
      found.add(finding);
    } else {
      more++;
    }
  }

  /** All of them by file and line, each once. */
  public List<Finding> list() {
    return found.stream()
        .sorted(
            Comparator.comparing((Finding f) -> f.place().file())
                .thenComparingInt(f -> f.place().line()))
        .toList();
  }

  /** The report: a line for each, and the sums. */
  public List<String> report() {
    List<Finding> all = list();
    int places = width(all.stream().map(f -> f.place().file() + ":" + f.place().line()).toList());
    int whats = width(all.stream().map(Finding::what).toList());
    List<String> lines = new ArrayList<>();
    for (Finding each : all) {
      lines.add(
          padded(Names.shown(each.place().file(), 200) + ":" + each.place().line(), places)
              + padded(each.what(), whats)
              + padded(each.verdict().words(), Verdict.LACKING.words().length() + 2)
              + each.text());
    }
    if (more > 0) {
      lines.add(more + " further lines are not told");
    }
    lines.add(
        "%d taken, %d without a counterpart, %d ignored"
            .formatted(count(Verdict.TAKEN), count(Verdict.LACKING), count(Verdict.IGNORED)));
    return lines;
  }

  private long count(Verdict verdict) {
    return found.stream().filter(f -> f.verdict() == verdict).count();
  }

  private static int width(List<String> texts) {
    return Math.min(WIDEST, texts.stream().mapToInt(String::length).max().orElse(0)) + 2;
  }

  private static String padded(String text, int width) {
    return text.length() >= width ? text + "  " : text + " ".repeat(width - text.length());
  }
}
