package org.liniya.asterisk;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The channels that are served, by their Uniqueid. Thread-safe. */
final class ChannelBook {

  private final Map<String, AsteriskLeg> legs = new ConcurrentHashMap<>();

  void add(AsteriskLeg leg) {
    legs.put(leg.channel(), leg);
  }

  void remove(AsteriskLeg leg) {
    legs.remove(leg.channel(), leg);
  }

  Optional<AsteriskLeg> find(String channel) {
    return Optional.ofNullable(legs.get(channel));
  }

  Collection<AsteriskLeg> all() {
    return legs.values();
  }

  int count() {
    return legs.size();
  }
}
