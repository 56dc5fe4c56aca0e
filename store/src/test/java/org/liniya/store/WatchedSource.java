package org.liniya.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A source of connections that asks the database for the plan of every statement just before it is
 * executed, with the same values. Thread-safe.
 */
final class WatchedSource {
  private final DataSource real;
  private final boolean postgres;
  private final Map<String, String> plans = new LinkedHashMap<>();

  WatchedSource(DataSource real, boolean postgres) {
    this.real = real;
    this.postgres = postgres;
  }

  /** The first plan of each statement. */
  Map<String, String> plans() {
    synchronized (plans) {
      return Map.copyOf(plans);
    }
  }

  DataSource source() {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          Object made = call(real, method, arguments);
          return made instanceof Connection connection ? watched(connection) : made;
        });
  }

  private Connection watched(Connection connection) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          Object made = call(connection, method, arguments);
          return made instanceof PreparedStatement statement && arguments != null
              ? watched(connection, statement, (String) arguments[0])
              : made;
        });
  }

  private PreparedStatement watched(Connection connection, PreparedStatement real, String sql) {
    Map<Integer, Value> values = new TreeMap<>();
    return proxy(
        PreparedStatement.class,
        (method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            explain(connection, sql, values);
          } else if (method.getName().startsWith("set")
              && arguments != null
              && arguments.length > 1
              && arguments[0] instanceof Integer index) {
            values.put(index, new Value(method, Arrays.asList(arguments.clone())));
          }
          return call(real, method, arguments);
        });
  }

  /** A value as it was bound. */
  private record Value(Method setter, List<@Nullable Object> arguments) {}

  private void explain(Connection connection, String sql, Map<Integer, Value> values)
      throws Throwable {
    synchronized (plans) {
      if (plans.containsKey(sql)) {
        return;
      }
    }
    if (postgres) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "set local enable_seqscan = off; set local enable_hashjoin = off;"
                + " set local enable_mergejoin = off"); // among so few rows they may be better
      }
    }
    try (PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
      for (Value value : values.values()) {
        call(explain, value.setter(), value.arguments().toArray());
      }
      String plan = read(explain);
      synchronized (plans) {
        plans.put(sql, plan);
      }
    }
  }

  private static String read(PreparedStatement explain) throws SQLException {
    StringJoiner plan = new StringJoiner("\n");
    try (ResultSet rows = explain.executeQuery()) {
      while (rows.next()) {
        plan.add(rows.getString(1));
      }
    }
    return plan.toString();
  }

  private interface Handler {
    @Nullable Object handle(Method method, Object @Nullable [] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            WatchedSource.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> handler.handle(method, arguments)));
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
