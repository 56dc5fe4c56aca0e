package org.liniya.server.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.ticket.TicketNumber;

/**
 * What was written in a day, caller by caller: the calls of one number are one strand, and what is
 * written of operators is another. Strands know nothing of each other, so whatever each has come to
 * may be found together at a start. Immutable.
 */
record Strands(List<StoreWrite> day, List<String> strandOf) {

  Strands {
    day = List.copyOf(day);
    strandOf = List.copyOf(strandOf);
  }

  static Strands of(List<StoreWrite> day) {
    Map<Object, String> known = new HashMap<>();
    List<String> strands = new ArrayList<>();
    day.forEach(
        write -> {
          write.call().ifPresent(call -> known.putIfAbsent(call, number(write, call)));
          String strand = subject(write).map(known::get).orElse("operators");
          write
              .result()
              .filter(TicketNumber.class::isInstance)
              .ifPresent(t -> known.put(t, strand));
          strands.add(strand);
        });
    return new Strands(day, strands);
  }

  private static Optional<Object> subject(StoreWrite write) {
    return write
        .call()
        .<Object>map(call -> call)
        .or(() -> write.arguments().stream().filter(TicketNumber.class::isInstance).findFirst());
  }

  private static String number(StoreWrite write, CallId call) {
    return write.arguments().stream()
        .<String>mapMulti(
            (argument, found) -> {
              if (argument instanceof CallerNumber caller) {
                caller.number().ifPresent(known -> found.accept(known.full().reveal()));
              }
            })
        .findFirst()
        .orElse(call.toString());
  }

  /** Each strand by itself. */
  List<List<StoreWrite>> each() {
    return strandOf.stream().distinct().map(this::only).toList();
  }

  private List<StoreWrite> only(String strand) {
    return IntStream.range(0, day.size())
        .filter(i -> strandOf.get(i).equals(strand))
        .mapToObj(day::get)
        .toList();
  }

  /** What may stand in the store: each strand up to a point of its own. */
  List<StoreWrite> cut(Random random) {
    Map<String, Integer> left = new HashMap<>();
    for (String strand : strandOf.stream().distinct().toList()) {
      left.put(strand, random.nextInt(1 + (int) strandOf.stream().filter(strand::equals).count()));
    }
    List<StoreWrite> kept = new ArrayList<>();
    for (int i = 0; i < day.size(); i++) {
      if (left.merge(strandOf.get(i), -1, Integer::sum) >= 0) {
        kept.add(day.get(i));
      }
    }
    return kept;
  }
}
