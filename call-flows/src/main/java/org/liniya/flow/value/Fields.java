package org.liniya.flow.value;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.liniya.ticket.TicketState;

/**
 * All fields that every flow knows, with their types and defaults ({@code docs/flow-reference.md}
 * lists them). Stateless.
 */
public final class Fields {

  /** The names of the structs. */
  public static final List<String> STRUCTS = List.of("call", "caller", "ticket", "queue");

  private Fields() {}

  /** The fields by path, for a flow that speaks {@code languages} and may use {@code groups}. */
  public static Map<String, Field> of(List<String> languages, List<String> groups) {
    Type language = new Type.OneOf("language", languages);
    Type group = new Type.OneOf("skill group", groups);
    Type pace = new Type.OneOf("pace", Pace.words());
    Type state =
        new Type.OneOf(
            "ticket state", Arrays.stream(TicketState.values()).map(TicketState::word).toList());
    Map<String, Field> fields = new LinkedHashMap<>();
    Stream.of(
            new Field("call", "language", language, language.blank(), true, false),
            new Field("call", "pace", pace, pace.blank(), true, false),
            Field.read("call", "called", Types.TEXT),
            Field.read("call", "arrived", Types.MOMENT),
            Field.read("call", "recorded", Types.YES_NO),
            new Field("caller", "snils", Types.TEXT, "", true, true),
            new Field("caller", "inn", Types.TEXT, "", true, true),
            new Field("caller", "passport", Types.TEXT, "", true, true),
            new Field("caller", "birthday", Types.TEXT, "", true, true),
            new Field("caller", "phone", Types.TEXT, "", true, true),
            new Field("caller", "unit_code", Types.TEXT, "", true, true),
            new Field("caller", "code", Types.TEXT, "", true, true),
            new Field("caller", "digits", Types.TEXT, "", true, false),
            new Field("caller", "ticket", Types.TEXT, "", true, false),
            Field.read("caller", "identity", Types.LEVEL),
            Field.read("ticket", "number", Types.TEXT),
            Field.read("ticket", "ending", Types.TEXT),
            Field.read("ticket", "category", Types.TEXT),
            Field.read("ticket", "state", state),
            Field.read("ticket", "calls", Types.WHOLE),
            Field.read("queue", "group", group),
            Field.read("queue", "place", Types.WHOLE),
            Field.read("queue", "waited", Types.SPAN))
        .forEach(field -> fields.put(field.path(), field));
    return fields;
  }

  static Optional<String> structOf(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? Optional.empty() : Optional.of(path.substring(0, dot));
  }
}
