package org.liniya.server.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Draws the trace of a call for people: a lane for every party with ours second, an arrow for every
 * message, and what happened inside beside our lane. For one drawing and one thread.
 */
final class LadderPicture {

  private static final int LANE = 34;
  private static final int US = 1;
  private static final Set<String> SHOWN_ELSEWHERE = Set.of("at", "source", "seq", "kind");

  private final JsonNode trace;
  private final List<String> legs = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final Instant begin;

  private LadderPicture(JsonNode trace) {
    this.trace = trace;
    trace.path("legs").forEach(leg -> legs.add(leg.path("leg").asString()));
    JsonNode first = trace.path("events").path(0);
    this.begin = first.isMissingNode() ? Instant.EPOCH : Instant.parse(first.path("at").asString());
  }

  /** The picture of an answer of {@code calls/ID/trace}. */
  static List<String> lines(JsonNode trace) {
    LadderPicture picture = new LadderPicture(trace);
    picture.head();
    trace.path("events").forEach(picture::event);
    picture.tail();
    return picture.lines;
  }

  private void head() {
    JsonNode call = trace.path("call");
    lines.add(
        "call %s from %s to %s, began %s, %s"
            .formatted(
                call.path("id").asString(),
                call.path("from").asString(),
                call.path("to").asString(),
                begin,
                call.path("ending").asString("in progress")));
    lines.add("");
    char[] names = blank(' ');
    write(names, 0, trace.path("legs").path(0).path("party").asString("caller"));
    write(names, LANE, "Liniya");
    for (int i = 1; i < legs.size(); i++) {
      write(names, at(i), trace.path("legs").path(i).path("party").asString());
    }
    lines.add(" ".repeat(10) + new String(names).stripTrailing());
  }

  private void tail() {
    for (JsonNode leg : trace.path("legs")) {
      if (leg.path("omitted").asInt() > 0) {
        lines.add(
            leg.path("party").asString() + ": " + leg.path("omitted").asInt() + " more messages");
      }
    }
  }

  private void event(JsonNode event) {
    char[] row = blank('│');
    if (event.path("source").asString().equals("sip")) {
      arrow(row, event);
    } else {
      write(row, LANE + 2, "· " + said(event));
    }
    Duration after = Duration.between(begin, Instant.parse(event.path("at").asString()));
    lines.add("%8.3f  ".formatted(after.toMillis() / 1e3) + new String(row).stripTrailing());
  }

  private void arrow(char[] row, JsonNode event) {
    int leg = legs.indexOf(event.path("leg").asString());
    int there = at(Math.max(leg, 0));
    int left = Math.min(there, LANE);
    int right = Math.max(there, LANE);
    Arrays.fill(row, left + 1, right, '─');
    boolean toTheRight = event.path("sent").asBoolean() == there > LANE;
    if (toTheRight) {
      row[right - 1] = '▶';
    } else {
      row[left + 1] = '◀';
    }
    String what = event.path("what").asString();
    String label = what.length() > LANE - 6 ? what.substring(0, LANE - 6) : what;
    int near = there > LANE ? right - LANE : left; // beside the lane that it is about
    write(row, near + (LANE - label.length()) / 2 + 1, label);
  }

  /** The first leg is left of us, all others right. */
  private static int at(int leg) {
    return leg == 0 ? 0 : (leg + US) * LANE;
  }

  private char[] blank(char lane) {
    char[] row = new char[Math.max(2, legs.size() + 1) * LANE + 120];
    Arrays.fill(row, ' ');
    for (int i = 0; i <= Math.max(1, legs.size()); i++) {
      row[i * LANE] = lane;
    }
    return row;
  }

  private static void write(char[] row, int from, String text) {
    for (int i = 0; i < text.length() && from + i < row.length; i++) {
      row[from + i] = text.charAt(i);
    }
  }

  private static String said(JsonNode event) {
    String rest =
        event.propertyNames().stream()
            .filter(name -> !SHOWN_ELSEWHERE.contains(name))
            .map(name -> name + "=" + value(event.path(name)))
            .collect(Collectors.joining(" "));
    return (event.path("kind").asString() + " " + rest).strip();
  }

  private static String value(JsonNode value) {
    return value.isValueNode() ? value.asString() : value.toString();
  }
}
