package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import org.liniya.console.LineEditions.Outcome;

/**
 * Which edition of the configuration new calls get. Each request runs on a virtual thread of its
 * own; keeps nothing.
 */
final class EditionRoutes {

  private final ConsolePorts ports;
  private final Views views;

  EditionRoutes(ConsolePorts ports, Views views) {
    this.ports = ports;
    this.views = views;
  }

  void install(RoutesConfig routes) {
    routes.get("/api/v1/editions", this::list, Permission.MANAGE_EDITIONS);
    routes.post("/api/v1/editions", this::reload, Permission.MANAGE_EDITIONS);
    routes.post("/api/v1/editions/{id}/use", this::use, Permission.MANAGE_EDITIONS);
  }

  record EditionJson(String id, String since, List<String> flows, boolean current) {}

  private void list(Context request) {
    request.json(ports.editions().latest().stream().map(this::view).toList());
  }

  private void reload(Context request) {
    answer(request, ports.editions().reload());
  }

  private void use(Context request) {
    answer(
        request,
        ports
            .editions()
            .use(request.pathParam("id"))
            .orElseThrow(
                () -> new NotFoundResponse("there is no such edition; GET /editions lists them")));
  }

  private void answer(Context request, Outcome outcome) {
    switch (outcome) {
      case Outcome.Taken(LineEditions.View edition) -> {
        audit(request, "edition-taken", edition.id());
        request.json(view(edition));
      }
      case Outcome.Refused(List<String> problems) -> {
        audit(request, "edition-refused", problems.size() + " problems");
        throw new ConflictResponse("refused: " + String.join("\n", problems));
      }
    }
  }

  private void audit(Context request, String action, String about) {
    ports.audit().write(Access.did(request, ports.time(), action, about, ""));
  }

  private EditionJson view(LineEditions.View edition) {
    return new EditionJson(
        edition.id(), views.time(edition.since()), edition.flows(), edition.current());
  }
}
