package org.liniya.flow.call;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.liniya.estimate.WaitBook;
import org.liniya.flow.value.Field;
import org.liniya.flow.value.Scope;
import org.liniya.flow.value.Variable;
import org.liniya.port.Calendars;
import org.liniya.port.Time;
import org.liniya.port.WaitingRoom;

/**
 * The variables and fields of one call. Runs only on the call's thread. Never printed: it holds
 * secrets.
 */
public final class Memory implements Scope {

  /** The names that are seen: of the flow, and above it of each sub-flow that is being run. */
  private final Deque<Map<String, Object>> frames = new ArrayDeque<>();

  private final Map<String, Map<String, Object>> structs = new HashMap<>();
  private final WaitingRoom waitingRoom;
  private final WaitBook estimates;
  private final Calendars calendars;
  private final Time time;
  private final ToLongFunction<Instant> callsSince;

  /**
   * @param callsSince how many calls of the caller's number there were from that moment on
   */
  Memory(
      Collection<Variable> variables,
      Collection<Field> fields,
      WaitingRoom waitingRoom,
      WaitBook estimates,
      Calendars calendars,
      Time time,
      ToLongFunction<Instant> callsSince) {
    this.waitingRoom = waitingRoom;
    this.estimates = estimates;
    this.calendars = calendars;
    this.time = time;
    this.callsSince = callsSince;
    Map<String, Object> names = new HashMap<>();
    for (Field field : fields) {
      Map<String, Object> struct = structs.computeIfAbsent(field.struct(), name -> new HashMap<>());
      struct.put(field.name(), field.initial());
      names.put(field.struct(), Collections.unmodifiableMap(struct));
    }
    variables.forEach(v -> names.put(v.name(), v.initial()));
    frames.push(names);
  }

  /**
   * A sub-flow begins: from now on its variables are seen, and the fields that every flow sees.
   *
   * @param given what some of the variables hold instead of their defaults
   */
  public void enter(Collection<Variable> variables, Map<String, Object> given) {
    Map<String, Object> names = new HashMap<>();
    structs.forEach((name, fields) -> names.put(name, Collections.unmodifiableMap(fields)));
    variables.forEach(v -> names.put(v.name(), v.initial()));
    names.putAll(given);
    frames.push(names);
  }

  /** The sub-flow is over: the variables of the flow that ran it are seen again. */
  public void leave() {
    if (frames.size() == 1) {
      throw new IllegalStateException("no sub-flow is being run");
    }
    frames.pop();
  }

  /** Leaves sub-flows until {@code depth} of them are being run. */
  public void leaveTo(int depth) {
    while (frames.size() > depth + 1) {
      leave();
    }
  }

  private Map<String, Object> names() {
    return frames.element();
  }

  /** Sets a variable ({@code category}) or a field ({@code call.language}). */
  public void set(String path, Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      names().put(path, value);
    } else {
      struct(path.substring(0, dot)).put(path.substring(dot + 1), value);
    }
  }

  /** What a variable or field holds. */
  public Object get(String path) {
    int dot = path.indexOf('.');
    return Objects.requireNonNull(
        dot < 0 ? names().get(path) : struct(path.substring(0, dot)).get(path.substring(dot + 1)),
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
    return names();
  }

  @Override
  public boolean open(String calendar) {
    return calendars.open(calendar, time.now());
  }

  @Override
  public LocalDateTime local(String calendar) {
    return LocalDateTime.ofInstant(time.now(), calendars.calendar(calendar).zone());
  }

  @Override
  public long callsFrom(Duration period) {
    return callsSince.applyAsLong(time.now().minus(period));
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
    return estimates.expected(group);
  }

  private Optional<WaitingRoom.Figures> figures(String group) {
    return waitingRoom.figures(group);
  }
}
