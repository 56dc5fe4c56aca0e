package org.liniya.testkit.store;

import java.util.List;
import java.util.TreeMap;
import org.liniya.call.OperatorId;
import org.liniya.port.RegistrationStore;

/** Registrations in memory. Thread-safe. */
public final class InMemoryRegistrations extends Breakable implements RegistrationStore {
  private final TreeMap<Key, Binding> bindings = new TreeMap<>();

  private record Key(OperatorId operator, String contact) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byOperator = operator.compareTo(other.operator);
      return byOperator != 0 ? byOperator : contact.compareTo(other.contact);
    }
  }

  @Override
  public synchronized void save(Binding binding) {
    mayFail();
    bindings.put(new Key(binding.operator(), binding.contact()), binding);
  }

  @Override
  public synchronized void remove(OperatorId operator, String contact) {
    mayFail();
    bindings.remove(new Key(operator, contact));
  }

  @Override
  public synchronized List<Binding> all() {
    mayFail();
    return List.copyOf(bindings.values());
  }
}
