package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database for a back-up of a running server; its personal fields are encrypted. Each request
 * runs on a virtual thread of its own; keeps nothing.
 */
final class BackupRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(BackupRoutes.class);

  private final DatabaseCopier copier;

  BackupRoutes(DatabaseCopier copier) {
    this.copier = copier;
  }

  void install(RoutesConfig routes) {
    routes.post("/api/v1/database-copy", this::copy, Permission.COPY_DATABASE);
  }

  /** Javalin closes the stream. */
  private void copy(Context request) {
    InputStream database =
        copier
            .copy()
            .orElseThrow(
                () -> new ConflictResponse("the database is not embedded: back it up by pg_dump"));
    LOG.atInfo().addKeyValue("user", Access.userName(request)).log("the database was copied");
    request.contentType("application/octet-stream").result(database);
  }
}
