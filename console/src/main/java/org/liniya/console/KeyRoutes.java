package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.liniya.port.Audit;
import org.liniya.port.KeyRotation;
import org.liniya.port.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The change of the master key, for administrators. Each request runs on a virtual thread of its
 * own; keeps nothing.
 */
final class KeyRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(KeyRoutes.class);

  private final KeyRotation keys;
  private final Audit audit;
  private final Time time;

  KeyRoutes(KeyRotation keys, Audit audit, Time time) {
    this.keys = keys;
    this.audit = audit;
    this.time = time;
  }

  void install(RoutesConfig routes) {
    routes.post("/api/v1/keys/rotate", this::rotate, Permission.ROTATE_KEYS);
  }

  /** A request does a bounded part: whoever wants it done asks until it is. */
  private void rotate(Context request) {
    if (!keys.goingOn()) {
      audit.write(Access.did(request, time, "master-key-change", "keys", "begun"));
    }
    KeyRotation.Progress progress = keys.advance();
    if (progress.done()) {
      String detail =
          "key " + progress.key() + " in place of " + String.join(", ", progress.older());
      audit.write(Access.did(request, time, "master-key-changed", "keys", detail));
      LOG.atInfo()
          .addKeyValue("user", Access.userName(request))
          .addKeyValue("resealed", progress.resealed())
          .log("the master key was changed");
    }
    request.json(progress);
  }
}
