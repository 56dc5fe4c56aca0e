package org.liniya.store;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A source of connections that fails on order. Thread-safe. */
final class FlakySource implements DataSource {
  /** Where it fails. */
  enum Fault {
    NONE,
    /** There is no connection. */
    CONNECT,
    /** The connection breaks before anything is committed. */
    BEFORE_COMMIT,
    /** The commit is done, and then its answer is lost: the nastiest. */
    AFTER_COMMIT,
    /** The commit's answer is lost, and the database gets to it when {@link #finish} says so. */
    LATE_COMMIT
  }

  private final DataSource real;
  private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);
  private final AtomicReference<BooleanSupplier> choice = new AtomicReference<>(() -> true);
  private final AtomicInteger failures = new AtomicInteger();
  private final Queue<Connection> adrift = new ConcurrentLinkedQueue<>();

  FlakySource(DataSource real) {
    this.real = real;
  }

  void fail(Fault where) {
    failSometimes(where, () -> true);
  }

  /** Fails there whenever {@code when} says so. */
  void failSometimes(Fault where, BooleanSupplier when) {
    choice.set(when);
    fault.set(where);
  }

  int failures() {
    return failures.get();
  }

  /** Lets the database finish the commits that are late. */
  void finish() throws SQLException {
    for (Connection late = adrift.poll(); late != null; late = adrift.poll()) {
      late.commit();
      late.close();
    }
  }

  private void failAt(Fault place) throws SQLException {
    if (fault.get() == place && choice.get().getAsBoolean()) {
      failures.incrementAndGet();
      throw new SQLException("a test broke it, number +79990000001", "08006");
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    failAt(Fault.CONNECT);
    Connection connection = real.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (adrift.contains(connection)) {
                return method.getReturnType() == boolean.class ? false : null;
              }
              boolean commit = method.getName().equals("commit");
              if (commit) {
                failAt(Fault.BEFORE_COMMIT);
                if (fault.get() == Fault.LATE_COMMIT) {
                  adrift.add(connection);
                }
                failAt(Fault.LATE_COMMIT);
              }
              try {
                Object result = method.invoke(connection, arguments);
                if (commit) {
                  failAt(Fault.AFTER_COMMIT);
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setLoginTimeout(int seconds) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return real.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return real.isWrapperFor(type);
  }
}
