package org.liniya.flow.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (draft 2020-12) of a flow's file, for editors. It knows the form of a file, and
 * not whether a step or a prompt exists: that is for {@code check}. A pure function.
 */
public final class FlowSchema {

  /** Editors read {@code 10} as a number and {@code yes}, or {@code true}, as they please. */
  private static final List<String> SCALAR = List.of("string", "number", "boolean");

  private FlowSchema() {}

  /** As a tree of maps, lists, texts and numbers, in the order in which it is written. */
  public static Map<String, Object> tree() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "A flow of Liniya");
    schema.put("type", "object");
    schema.put("if", required("sub-flow"));
    schema.put("then", of(FlowCatalogue.SUB_FLOW));
    schema.put("else", of(FlowCatalogue.FLOW));
    schema.put("$defs", Map.of("step", step()));
    return schema;
  }

  private static Map<String, Object> required(String key) {
    return Map.of("required", List.of(key));
  }

  /** One main key says which other keys there are. */
  private static Map<String, Object> step() {
    Map<String, Object> mains = new LinkedHashMap<>();
    List<Object> oneOfThem = new ArrayList<>();
    List<Object> rules = new ArrayList<>();
    for (StepCatalogue.Kind kind : StepCatalogue.all()) {
      mains.put(kind.word(), Map.of("description", kind.meaning()));
      oneOfThem.add(required(kind.word()));
      List<Key> keys = new ArrayList<>();
      keys.add(new Key(kind.word(), kind.main(), true, "", kind.meaning()));
      keys.addAll(kind.beside());
      keys.addAll(StepCatalogue.COMMON);
      Map<String, Object> rule = new LinkedHashMap<>();
      rule.put("if", required(kind.word()));
      rule.put("then", of(new Shape.Table(keys)));
      rules.add(rule);
    }
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("type", "object");
    step.put("properties", mains);
    step.put("anyOf", oneOfThem);
    step.put("allOf", rules);
    return step;
  }

  private static Map<String, Object> of(Shape shape) {
    Map<String, Object> schema = new LinkedHashMap<>();
    switch (shape) {
      case Shape.Text(String pattern) -> {
        schema.put("type", SCALAR);
        if (!pattern.isEmpty()) {
          schema.put("pattern", "^(" + pattern + ")$");
        }
      }
      case Shape.Words(List<String> words) -> {
        List<Object> all = new ArrayList<>(words);
        if (words.contains("yes") || words.contains("true")) {
          all.addAll(List.of(true, false));
        }
        schema.put("enum", all);
      }
      case Shape.Whole(int least, int most) -> {
        schema.put("type", "integer");
        schema.put("minimum", least);
        schema.put("maximum", most);
      }
      case Shape.OneOrMore(Shape each) -> {
        Map<String, Object> list = of(new Shape.ListOf(each));
        schema.put("anyOf", List.of(of(each), list));
      }
      case Shape.ListOf(Shape each) -> {
        schema.put("type", "array");
        schema.put("items", of(each));
      }
      case Shape.TableOf(String names, Shape each) -> {
        schema.put("type", "object");
        schema.put("propertyNames", Map.of("pattern", "^(" + names + ")$"));
        schema.put("additionalProperties", of(each));
      }
      case Shape.Table(List<Key> keys) -> table(keys, schema);
      case Shape.Either(List<Shape> shapes) ->
          schema.put("anyOf", shapes.stream().map(FlowSchema::of).toList());
      case Shape.StepOf _ -> schema.put("$ref", "#/$defs/step");
    }
    return schema;
  }

  private static void table(List<Key> keys, Map<String, Object> schema) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Key key : keys) {
      Map<String, Object> each = new LinkedHashMap<>();
      each.put(
          "description",
          key.byDefault().isEmpty()
              ? key.meaning()
              : key.meaning() + " (default: " + key.byDefault() + ")");
      each.putAll(of(key.shape()));
      properties.put(key.name(), each);
    }
    schema.put("type", "object");
    List<String> needed = keys.stream().filter(Key::needed).map(Key::name).toList();
    if (!needed.isEmpty()) {
      schema.put("required", needed);
    }
    schema.put("properties", properties);
    schema.put("additionalProperties", false);
  }
}
