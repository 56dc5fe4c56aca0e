package org.liniya.flow.call;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.liniya.flow.value.Field;
import org.liniya.flow.value.Scope;
import org.liniya.flow.value.Variable;
import org.liniya.flow.value.Waits;
import org.liniya.port.WaitingRoom;

/**
 * The variables and fields of one call. Runs only on the call's thread. Never printed: it holds
 * secrets.
 */
public final class Memory implements Scope {

  private final Map<String, Object> names = new HashMap<>();
  private final Map<String, Map<String, Object>> structs = new HashMap<>();
  private final WaitingRoom waitingRoom;
  private final Predicate<String> open;

  /**
   * @param open whether a calendar of that name is open now
   */
  Memory(
      Collection<Variable> variables,
      Collection<Field> fields,
      WaitingRoom waitingRoom,
      Predicate<String> open) {
    this.waitingRoom = waitingRoom;
    this.open = open;
    for (Field field : fields) {
      Map<String, Object> struct = structs.computeIfAbsent(field.struct(), name -> new HashMap<>());
      struct.put(field.name(), field.initial());
      names.put(field.struct(), Collections.unmodifiableMap(struct));
    }
    variables.forEach(v -> names.put(v.name(), v.initial()));
  }

  /** Sets a variable ({@code category}) or a field ({@code call.language}). */
  public void set(String path, Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      names.put(path, value);
    } else {
      struct(path.substring(0, dot)).put(path.substring(dot + 1), value);
    }
  }

  /** What a variable or field holds. */
  public Object get(String path) {
    int dot = path.indexOf('.');
    return Objects.requireNonNull(
        dot < 0 ? names.get(path) : struct(path.substring(0, dot)).get(path.substring(dot + 1)),
        path);
  }

  public String text(String path) {
    return get(path).toString();
  }

  private Map<String, Object> struct(String name) {
    return Objects.requireNonNull(structs.get(name), name);
  }

  @Override
  public Map<String, Object> variables() {
    return names;
  }

  @Override
  public boolean open(String calendar) {
    return open.test(calendar);
  }

  @Override
  public long waiting(String group) {
    return figures(group).map(WaitingRoom.Figures::waiting).orElse(0);
  }

  @Override
  public long ready(String group) {
    return figures(group).map(WaitingRoom.Figures::ready).orElse(0);
  }

  @Override
  public Duration estimate(String group) {
    return figures(group)
        .map(f -> Waits.estimate(f.waiting(), f.ready(), f.loggedIn()))
        .orElse(Waits.ENDLESS);
  }

  private Optional<WaitingRoom.Figures> figures(String group) {
    return waitingRoom.figures(group);
  }
}
