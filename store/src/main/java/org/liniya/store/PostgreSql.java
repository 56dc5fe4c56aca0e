package org.liniya.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;

/** A PostgreSQL server, 14 or later. */
record PostgreSql() implements Dialect {
  /** First half of the keys of our advisory locks: "lini" in ASCII. */
  static final int OUR_LOCKS = 0x6c696e69;

  /** The driver breaks off a connection that is silent for so many times the store's timeout. */
  private static final int SLACK = 2;

  /**
   * Where the administrator let the server acknowledge commits that are not on its disk, we insist;
   * any stricter choice stays.
   */
  private static final String ON_DISK =
      "select set_config('synchronous_commit', 'on', false)"
          + " where current_setting('synchronous_commit') = 'off'";

  @Override
  public String url(String given) {
    return given;
  }

  @Override
  public void prepare(HikariConfig config, StoreSettings settings) {
    int seconds = (int) Math.max(1, settings.timeout().toSeconds());
    config.setConnectionInitSql(ON_DISK);
    config.addDataSourceProperty("ApplicationName", "liniya");
    config.addDataSourceProperty("connectTimeout", seconds);
    config.addDataSourceProperty("loginTimeout", SLACK * seconds);
    config.addDataSourceProperty("cancelSignalTimeout", seconds);
    config.addDataSourceProperty("socketTimeout", SLACK * seconds);
    config.addDataSourceProperty("tcpKeepAlive", true);
    config.addDataSourceProperty("logServerErrorDetail", false); // it holds values
  }

  @Override
  public Optional<String> advice(SQLException fault, String place, String user) {
    String state = String.valueOf(fault.getSQLState());
    return switch (state) {
      case "28P01" ->
          Optional.of(
              "the database "
                  + place
                  + " refuses the user name or password: look at storage.user ('"
                  + user
                  + "') and storage.password in liniya.yaml");
      case "28000" ->
          Optional.of(
              "the database "
                  + place
                  + " does not let in the user '"
                  + user
                  + "' from this machine: look at storage.user in liniya.yaml, and at pg_hba.conf"
                  + " of the database server");
      case "3D000" ->
          Optional.of(
              "there is no database "
                  + place
                  + ": look at storage.url in liniya.yaml, or make it: createdb --encoding=UTF8"
                  + " --owner="
                  + user
                  + " "
                  + place.replaceAll(".*/", ""));
      case "42501" ->
          Optional.of(
              "the user '"
                  + user
                  + "' may not make tables in the database "
                  + place
                  + ": give it to him: ALTER DATABASE … OWNER TO "
                  + user);
      case "53300" ->
          Optional.of(
              "the database "
                  + place
                  + " has no connection left: raise max_connections of the database server");
      case "57P03" -> Optional.of("the database " + place + " is just starting: try again soon");
      case "08001", "08004", "08006" ->
          Optional.of(
              "no database server answers at "
                  + place
                  + ": does it run, and is storage.url in liniya.yaml right?");
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<String> unfit(Handle handle, String place) {
    String encoding =
        handle.createQuery("select current_setting('server_encoding')").mapTo(String.class).one();
    return encoding.equals("UTF8")
        ? Optional.empty()
        : Optional.of(
            "the database "
                + place
                + " keeps text as "
                + encoding
                + ", which cannot hold every name: make it anew with createdb --encoding=UTF8"
                + " --template=template0");
  }

  @Override
  public boolean reopensAfterMigration() {
    return false;
  }

  @Override
  public SoleUse soleUse(String url, StoreSettings settings, String place) {
    return AdvisoryLock.take(url, settings, place);
  }

  @Override
  public AutoCloseable pulse(HikariDataSource source, Breaker breaker) {
    var as = source.getCredentials();
    return Pulse.start(source.getJdbcUrl(), as.getUsername(), as.getPassword(), breaker);
  }

  @Override
  public Turn turn(Executor threads) {
    return new Turn.Free(threads);
  }

  @Override
  public void awaitStragglers(Handle handle, String name) {
    handle
        .createQuery("select pg_advisory_xact_lock(:ours, hashtext(:name))")
        .bind("ours", OUR_LOCKS)
        .bind("name", name)
        .mapTo(String.class)
        .one();
  }

  /** Made anew when somebody has taken it away or switched it off. */
  @Override
  public void guardAudit(Handle handle) {
    boolean guarded =
        handle
            .createQuery(
                "select count(*) from pg_trigger where tgrelid = 'audit'::regclass"
                    + " and tgname = 'audit_append_only' and tgenabled = 'O'")
            .mapTo(Integer.class)
            .one()
            .equals(1);
    if (guarded) {
      return;
    }
    handle.execute(
        """
        create or replace function audit_refuses() returns trigger language plpgsql as
        $$ begin raise exception 'rows of the audit are only ever added'; end $$
        """);
    handle.execute("drop trigger if exists audit_append_only on audit");
    handle.execute(
        "create trigger audit_append_only before update or delete or truncate on audit"
            + " for each statement execute function audit_refuses()");
  }
}
