package org.liniya.server.run;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.call.PhoneNumber;
import org.liniya.port.CallStore;
import org.liniya.port.Callbacks;
import org.liniya.port.Journal;
import org.liniya.port.OperatorStore;
import org.liniya.port.TicketStore;
import org.liniya.port.Time;
import org.liniya.store.Store;
import org.liniya.ticket.TicketNumber;

/**
 * Writes a part of a day into a real store, under other names: further calls and numbers each time,
 * so that many parts may follow one another in one store. For one thread.
 */
final class Replay {

  private final Map<Class<?>, Object> ports;
  private final Map<Object, Object> others = new HashMap<>();
  private final Time time;
  private final RandomGenerator random;
  private final long numbers;

  /**
   * @param number tells the numbers of this replay from those of others
   */
  Replay(Store store, Time time, RandomGenerator random, int number) {
    this.ports =
        Map.of(
            Journal.class, store.journal(),
            CallStore.class, store.calls(),
            TicketStore.class, store.tickets(),
            Callbacks.class, store.callbacks(),
            OperatorStore.class, store.operators());
    this.time = time;
    this.random = random;
    this.numbers = 79_990_000_000L + number * 100L;
  }

  void write(List<StoreWrite> writes) {
    writes.forEach(this::write);
  }

  private void write(StoreWrite write) {
    Object[] arguments = write.arguments().stream().map(this::other).toArray();
    try {
      Object result = now(write.method()).invoke(ports.get(write.port()), arguments);
      write.result().ifPresent(before -> learn(before, result));
    } catch (InvocationTargetException e) {
      throw new AssertionError("cannot be written again: " + write, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** What was to be written later is written by now. */
  private static Method now(Method method) throws NoSuchMethodException {
    return method.getName().equals("commitLater")
        ? Journal.class.getMethod("commit", CallId.class, Instant.class, JournalEvent.Durable.class)
        : method;
  }

  private void learn(Object before, Object now) {
    if (before instanceof TicketNumber was && now instanceof TicketNumber is) {
      others.put(was, is);
      others.put(was.digits(), is.digits());
    }
  }

  CallId call(CallId before) {
    return (CallId) other(before);
  }

  PhoneNumber number(PhoneNumber before) {
    return (PhoneNumber) other(before);
  }

  private Object other(Object before) {
    return switch (before) {
      case CallId call -> fresh(call);
      case PhoneNumber number -> fresh(number);
      case Optional<?> optional -> optional.map(this::other);
      case Record record -> others.getOrDefault(record, sameWithOthers(record));
      default -> others.getOrDefault(before, before);
    };
  }

  private Object fresh(CallId call) {
    Object known = others.get(call);
    if (known != null) {
      return known;
    }
    CallId fresh = CallId.create(time.now(), random);
    others.put(call, fresh);
    others.put(call.toString(), fresh.toString());
    return fresh;
  }

  private PhoneNumber fresh(PhoneNumber number) {
    String digits = number.full().reveal();
    return PhoneNumber.of("+" + (numbers + Long.parseLong(digits.substring(digits.length() - 2))));
  }

  private Object sameWithOthers(Record record) {
    try {
      RecordComponent[] components = record.getClass().getRecordComponents();
      Object[] values = new Object[components.length];
      boolean same = true;
      for (int i = 0; i < components.length; i++) {
        Method accessor = components[i].getAccessor();
        accessor.setAccessible(true);
        Object value = accessor.invoke(record);
        values[i] = other(value);
        same &= values[i].equals(value);
      }
      if (same) {
        return record;
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
