package org.liniya.flow;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.liniya.yaml.Yaml;

/** Writes trees as JSON, and YAML as an editor understands it. Stateless. */
final class Json {

  private Json() {}

  /** Of maps, lists, texts, numbers and truth values. */
  static String of(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(each -> text(each.getKey().toString()) + ":" + of(each.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case List<?> list -> list.stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
      case String text -> text(text);
      default -> value.toString();
    };
  }

  /** By the core schema of YAML 1.2: what is not in quotes may be a number or true. */
  static String of(Yaml yaml) {
    return switch (yaml) {
      case Yaml.Text(_, String value, boolean quoted) ->
          !quoted && value.matches("-?(0|[1-9][0-9]{0,8})|true|false") ? value : text(value);
      case Yaml.Items items ->
          items.values().stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
      case Yaml.Table table ->
          table.entries().stream()
              .map(each -> text(each.key().value()) + ":" + of(each.value()))
              .collect(Collectors.joining(",", "{", "}"));
      case Yaml.Nothing _ -> "null";
    };
  }

  /** Every scalar in quotes, which is YAML for our reader too. */
  static String quoted(Yaml yaml) {
    return switch (yaml) {
      case Yaml.Text text -> text(text.value());
      case Yaml.Items items ->
          items.values().stream().map(Json::quoted).collect(Collectors.joining(", ", "[", "]"));
      case Yaml.Table table ->
          table.entries().stream()
              .map(each -> text(each.key().value()) + ": " + quoted(each.value()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Yaml.Nothing _ -> "~";
    };
  }

  private static String text(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
