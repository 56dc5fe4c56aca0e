package org.liniya.store;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Binds text. PostgreSQL takes no NUL in it, and what a hostile telephone sends may hold one: it
 * becomes U+FFFD, on every database alike.
 */
final class Texts extends AbstractArgumentFactory<String> {
  Texts() {
    super(Types.VARCHAR);
  }

  @Override
  protected Argument build(String value, ConfigRegistry config) {
    String text = value.replace('\0', '\uFFFD');
    return (position, statement, _) -> statement.setString(position, text);
  }
}
