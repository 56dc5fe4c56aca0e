package org.liniya.store;

import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;
import org.liniya.call.OperatorId;
import org.liniya.port.RegistrationStore;

/** Registered contacts in their table. Thread-safe. */
final class RegistrationsTable implements RegistrationStore {
  private final Sql sql;

  RegistrationsTable(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void save(Binding binding) {
    sql.run(
        "save a registration",
        handle -> {
          int changed =
              bind(
                      handle.createUpdate(
                          "update registrations set target = :target, expires = :expires,"
                              + " sip_call_id = :callId, cseq = :cseq, user_agent = :userAgent,"
                              + " path = :path"
                              + " where operator = :operator and contact = :contact"),
                      binding)
                  .execute();
          if (changed == 0) {
            bind(
                    handle.createUpdate(
                        "insert into registrations (operator, contact, target, expires,"
                            + " sip_call_id, cseq, user_agent, path) values (:operator, :contact,"
                            + " :target, :expires, :callId, :cseq, :userAgent, :path)"),
                    binding)
                .execute();
          }
          return true;
        });
  }

  @Override
  public void remove(OperatorId operator, String contact) {
    sql.run(
        "remove a registration",
        handle ->
            handle
                .createUpdate(
                    "delete from registrations where operator = :operator and contact = :contact")
                .bind("operator", operator.value())
                .bind("contact", contact)
                .execute());
  }

  @Override
  public List<Binding> all() {
    return sql.read(
        "list registrations",
        handle ->
            handle
                .createQuery(
                    "select operator, contact, target, expires, sip_call_id, cseq, user_agent,"
                        + " path from registrations order by operator, contact")
                .map(
                    (row, _) ->
                        new Binding(
                            new OperatorId(row.getString("operator")),
                            row.getString("contact"),
                            row.getString("target"),
                            Columns.moment(row, "expires"),
                            row.getString("sip_call_id"),
                            row.getLong("cseq"),
                            row.getString("user_agent"),
                            row.getString("path").lines().toList()))
                .list());
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Binding binding) {
    return statement
        .bind("operator", binding.operator().value())
        .bind("contact", binding.contact())
        .bind("target", binding.target())
        .bind("expires", Columns.moment(binding.expires()))
        .bind("callId", binding.callId())
        .bind("cseq", binding.cseq())
        .bind("userAgent", binding.userAgent())
        .bind("path", String.join("\n", binding.path()));
  }
}
