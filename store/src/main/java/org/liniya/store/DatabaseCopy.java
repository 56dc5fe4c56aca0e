package org.liniya.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.liniya.port.StoreException;

/**
 * A copy of the embedded database as it was at one moment, taken by H2 itself while others write:
 * what was committed before is in it. A PostgreSQL has its own tools. Stateless.
 */
public final class DatabaseCopy {

  /** The database's file in a data folder. */
  public static final String FILE = "liniya.mv.db";

  private static final String SUFFIX = ".mv.db";

  private DatabaseCopy() {}

  /** Whether the database is embedded, so that it can be copied here. */
  public static boolean possible(StoreSettings settings) {
    return settings.dialect() instanceof H2;
  }

  /**
   * Copies the database of a server that is not running.
   *
   * @param file made or replaced
   * @throws StoreException when it cannot, or when a server holds the database
   */
  public static void ofStopped(StoreSettings settings, Path dataFolder, Path file) {
    String url = Database.url(settings, dataFolder) + ";IFEXISTS=TRUE";
    try (Connection connection =
        DriverManager.getConnection(url, settings.user(), settings.password().reveal())) {
      take(connection, file);
    } catch (SQLException e) {
      throw Database.explained("copy the database " + Database.place(url), e, url, settings.user());
    }
  }

  /** As {@link #ofStopped}, over a connection of a running store. */
  static void take(Connection connection, Path file) throws SQLException {
    Path zip = file.resolveSibling(file.getFileName() + ".zip");
    try {
      try (PreparedStatement backup = connection.prepareStatement("backup to ?")) {
        backup.setString(1, zip.toAbsolutePath().toString());
        backup.execute();
      }
      unpack(zip, file);
    } catch (IOException e) {
      throw new StoreException("cannot write the copy of the database " + file, e);
    } finally {
      remove(zip);
    }
  }

  private static void unpack(Path zip, Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(bytes)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (entry.getName().endsWith(SUFFIX)) {
          Files.copy(entries, file, StandardCopyOption.REPLACE_EXISTING);
          return;
        }
      }
    }
    throw new IOException("H2 put no database into its copy");
  }

  private static void remove(Path zip) {
    try {
      Files.deleteIfExists(zip);
    } catch (IOException e) {
      throw new StoreException("cannot remove " + zip, e);
    }
  }
}
