package org.liniya.console;

import java.io.InputStream;
import java.util.Optional;

/** Copies the database for a back-up. Thread-safe; blocks as long as the copy takes. */
public interface DatabaseCopier {

  /** The database as it is now; empty when it is not embedded. The reader closes it. */
  Optional<InputStream> copy();
}
