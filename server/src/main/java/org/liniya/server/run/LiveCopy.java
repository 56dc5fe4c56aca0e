package org.liniya.server.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.liniya.console.DatabaseCopier;
import org.liniya.port.StoreException;
import org.liniya.store.DatabaseCopy;
import org.liniya.store.Store;
import org.liniya.store.StoreSettings;

/** Copies the open database into a file of the data folder that is gone when it has been read. */
record LiveCopy(Store store, StoreSettings settings, Path data) implements DatabaseCopier {

  @Override
  public Optional<InputStream> copy() {
    if (!DatabaseCopy.possible(settings)) {
      return Optional.empty();
    }
    try {
      Path file = Files.createTempFile(data, "database-copy-", ".new");
      try {
        store.copyTo(file);
        return Optional.of(Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    } catch (IOException e) {
      throw new StoreException("cannot write a copy of the database", e);
    }
  }
}
