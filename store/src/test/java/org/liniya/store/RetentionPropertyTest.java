package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.Secret;
import org.liniya.port.Retention;
import org.liniya.port.Retention.Subject;
import org.liniya.ticket.Author;
import org.liniya.ticket.RetentionPeriod;
import org.liniya.ticket.RetentionPlan;
import org.liniya.ticket.RetentionRule.Decision;
import org.liniya.ticket.TicketNumber;

/** Tickets and calls at random, deleted under random plans, against a model of a few lines. */
@OnEachDatabase
final class RetentionPropertyTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Author ANNA = new Author("anna");
  private static final List<String> CATEGORIES = List.of("access", "complaint", "thanks", "other");
  private static final int ROUNDS = 6;
  private static final int TICKETS = 25;

  @RegisterExtension final FreshStore fresh = new FreshStore();
  private final RetentionWorld world = new RetentionWorld(fresh);

  /**
   * What the test knows of a ticket.
   *
   * @param quietSince its end or that of its last call; empty when it may never go
   */
  private record Model(
      TicketNumber number, String category, List<CallId> calls, Optional<Instant> quietSince) {}

  @Test
  void exactlyWhatTheModelSaysGoes() throws SQLException {
    List<Model> tickets = new ArrayList<>(); // what stayed meets the next plan
    Map<CallId, Instant> loose = new HashMap<>();
    for (int seed = 1; seed <= ROUNDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      RetentionPlan plan = plan(random);
      for (int i = 0; i < TICKETS; i++) {
        tickets.add(ticket(random));
      }
      loose.putAll(looseCalls(random));
      Set<String> stay = new HashSet<>();
      Set<String> go = new HashSet<>();
      for (Model ticket : tickets) {
        boolean gone =
            ticket.quietSince().filter(at -> over(plan, ticket.category(), at)).isPresent();
        Set<String> where = gone ? go : stay;
        where.add(ticket.number().digits());
        ticket.calls().forEach(call -> where.add(call.toString()));
      }
      loose.forEach(
          (call, at) -> (over(plan.callsWithoutTicket(), at) ? go : stay).add(call.toString()));
      Map<String, List<String>> before = world.everything();

      Set<String> deleted = sweep(plan);

      assertThat(deleted).as("seed %d", seed).isSubsetOf(go);
      Map<String, List<String>> after = world.everything();
      String afterText = text(after);
      assertThat(go).as("gone, seed %d", seed).noneMatch(afterText::contains);
      assertThat(rowsOf(stay, after)).as("kept, seed %d", seed).isEqualTo(rowsOf(stay, before));
      assertThat(persons(after)).as("persons, seed %d", seed).isEqualTo(owners());
      tickets.removeIf(ticket -> go.contains(ticket.number().digits()));
      loose.keySet().removeIf(call -> go.contains(call.toString()));
      for (Model ticket : tickets) {
        assertThat(fresh.store().ticketDesk().history(ticket.number())).isPresent();
      }
    }
  }

  /** What else is in the database is found in the rows by its name. */
  private static List<String> rowsOf(Set<String> names, Map<String, List<String>> everything) {
    return everything.entrySet().stream()
        .flatMap(table -> table.getValue().stream().map(row -> table.getKey() + ": " + row))
        .filter(row -> names.stream().anyMatch(row::contains))
        .sorted()
        .toList();
  }

  private static String text(Map<String, List<String>> everything) {
    return everything.values().stream().flatMap(List::stream).collect(Collectors.joining("\n"));
  }

  private static Set<String> persons(Map<String, List<String>> everything) {
    return everything.getOrDefault("persons", List.of()).stream()
        .map(row -> row.substring(0, row.indexOf('|')))
        .collect(Collectors.toSet());
  }

  /** Nobody is left without a key, and no key without anything. */
  private Set<String> owners() throws SQLException {
    Set<String> owners = new HashSet<>();
    for (String table : List.of("tickets", "calls", "callbacks")) {
      owners.addAll(
          world.rows("select distinct person from " + table + " where person is not null"));
    }
    return owners;
  }

  private Set<String> sweep(RetentionPlan plan) {
    Retention retention = fresh.store().retention();
    Set<String> deleted = new HashSet<>();
    for (Retention.Kind kind : Retention.Kind.values()) {
      for (Retention.Ripe ripe : ripe(retention, kind, plan)) {
        boolean did = retention.delete(ripe.subject(), plan, NOW);
        assertThat(did).isEqualTo(ripe.decision() instanceof Decision.Delete);
        if (did) {
          deleted.add(
              switch (ripe.subject()) {
                case Subject.OfTicket(TicketNumber number) -> number.digits();
                case Subject.OfCall(CallId call) -> call.toString();
              });
        }
      }
    }
    retention.unfinished().forEach(each -> retention.finished(each.id()));
    return deleted;
  }

  private static List<Retention.Ripe> ripe(
      Retention retention, Retention.Kind kind, RetentionPlan plan) {
    List<Retention.Ripe> all = new ArrayList<>();
    Optional<Retention.Place> next = Optional.empty();
    do {
      Retention.Page page = retention.look(kind, plan, NOW, next);
      all.addAll(page.ripe());
      next = page.next();
    } while (next.isPresent());
    return all;
  }

  private static boolean over(RetentionPlan plan, String category, Instant at) {
    return over(plan.categories().getOrDefault(category, plan.otherwise()), at);
  }

  private static boolean over(RetentionPeriod period, Instant at) {
    return period instanceof RetentionPeriod.Days(int days)
        && at.toEpochMilli() + days * 86_400_000L <= NOW.toEpochMilli();
  }

  private static RetentionPlan plan(SplittableRandom random) {
    return new RetentionPlan(
        Map.of("complaint", period(random), "thanks", period(random)),
        period(random),
        period(random),
        LocalTime.MIDNIGHT);
  }

  private static RetentionPeriod period(SplittableRandom random) {
    return random.nextInt(5) == 0
        ? new RetentionPeriod.ForEver()
        : new RetentionPeriod.Days(random.nextInt(30, 90));
  }

  private static Instant past(SplittableRandom random) {
    return NOW.minus(Duration.ofDays(random.nextInt(0, 120)));
  }

  private Model ticket(SplittableRandom random) throws SQLException {
    String category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
    Instant at = past(random);
    TicketNumber number = world.open(category, at);
    List<CallId> calls = new ArrayList<>(List.of(world.callOf(number)));
    boolean mayGo = true;
    Instant quiet = at;
    if (random.nextInt(6) == 0) {
      mayGo = false; // stays open
    } else {
      world.solve(number, at);
    }
    if (random.nextInt(4) == 0) {
      CallId call = world.arrived(at.plusSeconds(1));
      calls.add(call);
      world.linkWithoutReopening(number, call);
      if (random.nextInt(3) == 0) {
        mayGo = false; // goes on
      } else {
        Instant end = at.plus(Duration.ofDays(random.nextInt(0, 40)));
        world.endCall(number, call, end);
        quiet = end;
      }
    }
    if (random.nextInt(6) == 0) {
      fresh.store().ticketHolds().hold(number, new Secret("case"), ANNA, at);
      mayGo &= random.nextBoolean() && release(number);
    }
    if (random.nextInt(8) == 0) {
      world.owe(calls.getLast(), Optional.empty());
      mayGo = false;
    }
    return new Model(number, category, calls, mayGo ? Optional.of(quiet) : Optional.empty());
  }

  private boolean release(TicketNumber number) {
    fresh.store().ticketHolds().release(number, ANNA, NOW);
    return true;
  }

  private Map<CallId, Instant> looseCalls(SplittableRandom random) {
    return random
        .ints(10, 0, 120)
        .mapToObj(days -> NOW.minus(Duration.ofDays(days)))
        .collect(Collectors.toMap(world::ended, at -> at));
  }
}
