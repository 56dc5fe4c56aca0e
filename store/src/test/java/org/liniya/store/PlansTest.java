package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every statement that the store sends finds its rows by an index: the databases' own plans of what
 * was really sent say so. A statement that does not needs its reason here.
 */
@OnEachDatabase
final class PlansTest {

  /** Tables that may be read whole, by a statement without a condition, and why. */
  private static final Map<String, String> READ_WHOLE =
      Map.of(
          "operators", "at start: a row an operator",
          "registrations", "at start: a row a telephone",
          "dialogs", "at start: a row a connection that was up",
          "reckoned_levels", "one row");

  /** Kept small by a thread of its own, which may sort it and go through it in order. */
  private static final String IN_BACKGROUND = "outbox";

  /** Ports of {@link Store} that {@link EveryPort} uses; another one needs a use there. */
  private static final Set<String> PORTS =
      Set.of(
          "journal",
          "tickets",
          "ticketDesk",
          "calls",
          "contacts",
          "callbacks",
          "operators",
          "audit",
          "registrations",
          "dialogs",
          "applicants",
          "persons",
          "ticketHolds",
          "ticketExport",
          "outbox",
          "journalLines",
          "operatorStates",
          "acdRecord");

  /** Ports that go through everything, at night or when an administrator asks for it. */
  private static final Set<String> GO_THROUGH_ALL = Set.of("keyRotation", "retention");

  @RegisterExtension final FreshDatabase database = new FreshDatabase();

  @Test
  void everyStatementFindsItsRowsByAnIndex() throws SQLException {
    boolean postgres = database.settings().dialect() instanceof PostgreSql;

    Map<String, Plan> plans = new TreeMap<>();
    sent(postgres).forEach((sql, text) -> plans.put(sql, Plan.of(text, postgres)));

    assertThat(plans).hasSizeGreaterThan(50);
    assertThat(plans.values().stream().flatMap(plan -> plan.accesses().stream()))
        .as("the plans were understood")
        .extracting(Plan.Access::table)
        .contains("tickets", "calls", "journal", "ticket_lookups", "persons", "audit");
    assertThat(plans.entrySet())
        .allSatisfy(
            each ->
                assertThat(each.getValue().accesses())
                    .as(each.getKey())
                    .allMatch(access -> allowed(each.getKey(), access)));
    assertThat(plans.entrySet().stream().filter(each -> isCutOff(each.getKey())))
        .as("what is cut off after some rows is not sorted first")
        .allSatisfy(each -> assertThat(each.getValue().sorts()).as(each.getKey()).isFalse());
    assertThat(READ_WHOLE.keySet())
        .as("reasons that are still needed")
        .allMatch(table -> plans.keySet().stream().anyMatch(readsWhole(table)));
  }

  /** In the order of an index, and no more than asked for: a page. Otherwise by a condition. */
  private static boolean allowed(String sql, Plan.Access access) {
    return switch (access.by()) {
      case CONDITION -> true;
      case ORDER ->
          isPage(sql)
              || readsWhole(access.table()).test(sql)
              || access.table().equals(IN_BACKGROUND);
      case SCAN -> readsWhole(access.table()).test(sql);
    };
  }

  private static boolean isCutOff(String sql) {
    return sql.contains("limit") && !sql.contains(IN_BACKGROUND);
  }

  private static boolean isPage(String sql) {
    return sql.contains("limit") && !sql.contains(" where ");
  }

  private static Predicate<String> readsWhole(String table) {
    return sql ->
        READ_WHOLE.containsKey(table)
            && sql.toLowerCase(Locale.ROOT).matches("(?s).*from " + table + "\\b.*")
            && !sql.contains(" where ");
  }

  @Test
  void everyPortOfTheStoreIsUsedHere() {
    Set<String> ports =
        Arrays.stream(Store.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(
                method ->
                    Set.of("org.liniya.port", "org.liniya.acd")
                        .contains(method.getReturnType().getPackageName()))
            .map(method -> method.getName())
            .collect(Collectors.toCollection(TreeSet::new));

    ports.removeAll(GO_THROUGH_ALL);
    assertThat(ports).isEqualTo(new TreeSet<>(PORTS));
  }

  private Map<String, String> sent(boolean postgres) throws SQLException {
    StoreSettings settings = database.settings();
    HikariDataSource pool =
        Database.migrate(
            Database.connect(settings, database.folder()), settings, database.folder());
    try (Connection connection = database.connect()) {
      PlanRows.fill(connection);
    }
    WatchedSource watched = new WatchedSource(pool, postgres);
    FieldCipher cipher = new FieldCipher(new byte[FieldCipher.KEY_BYTES]);
    try (Store store =
        Store.over(
            watched.source(),
            pool,
            settings,
            cipher,
            FreshStore.TIME,
            new TicketNumbers(),
            database.folder())) {
      assertThat(new EveryPort(store).use())
          .as("methods of ports that are not used here")
          .isEmpty();
    }
    return watched.plans();
  }
}
