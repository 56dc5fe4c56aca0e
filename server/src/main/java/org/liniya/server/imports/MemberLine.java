package org.liniya.server.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.yaml.Place;

/**
 * Reads {@code member => INTERFACE,PENALTY,NAME,STATE,RINGINUSE,WRAPUPTIME,PAUSED}, with names in
 * quotes and commas behind a backslash. Pure.
 */
final class MemberLine {

  private static final Pattern INTERFACE =
      Pattern.compile(
          "(?i)(?:PJSIP|SIP|IAX2|Agent|Local|SCCP|DAHDI|ZAP)/([A-Za-z0-9._-]{1,32})(?:@[^,]*|/n)?");

  /** Longer figures are a telephone number of the world, not an extension. */
  private static final int LONGEST_EXTENSION = 6;

  private MemberLine() {}

  /** What a member line is. Each value is immutable. */
  sealed interface Reading {

    /** An operator; {@code besides} is what else the line holds and nobody takes. */
    record Member(ImportedMember member, List<String> besides) implements Reading {}

    /** Nobody who could log in here. */
    record Nobody(String why) implements Reading {}
  }

  static Reading read(Place place, String value) {
    List<String> fields = fields(value);
    Matcher parts = INTERFACE.matcher(fields.getFirst());
    if (!parts.matches()) {
      return new Reading.Nobody("operators log in with a telephone; this names none that could");
    }
    String id = parts.group(1);
    if (id.matches("\\d{" + (LONGEST_EXTENSION + 1) + ",}")) {
      return new Reading.Nobody(
          "this is a telephone outside: operators log in; use 'transfer' in a flow");
    }
    String name = field(fields, 2);
    List<String> besides = new ArrayList<>();
    if (QueueRules.whole(field(fields, 5)).orElse(0) > 0) {
      besides.add("the wrap-up is the group's, nobody has an own one");
    }
    if (QueueRules.isYes(field(fields, 6))) {
      besides.add("nobody begins paused: the operator pauses by star code, or does not log in");
    }
    return new Reading.Member(
        new ImportedMember(
            place,
            id,
            name.isEmpty() ? id : Names.shown(name, 80),
            QueueRules.whole(field(fields, 1)).orElse(0)),
        besides);
  }

  private static String field(List<String> fields, int at) {
    return at < fields.size() ? fields.get(at) : "";
  }

  /** At least one. */
  static List<String> fields(String value) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        field.append(value.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString().strip());
    return fields;
  }
}
