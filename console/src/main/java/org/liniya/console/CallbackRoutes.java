package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.liniya.port.Callbacks.Task;
import org.liniya.ticket.TicketNumber;

/**
 * The callbacks, with numbers masked. Each request runs on a virtual thread of its own; keeps
 * nothing.
 */
final class CallbackRoutes {

  private final ConsolePorts ports;
  private final Views views;

  CallbackRoutes(ConsolePorts ports, Views views) {
    this.ports = ports;
    this.views = views;
  }

  void install(RoutesConfig routes) {
    routes.get("/api/v1/callbacks", this::callbacks, Permission.SEE_CALLS);
  }

  /** {@code number} is masked, whoever asks. */
  record CallbackJson(
      String call,
      Optional<String> ticket,
      String number,
      String language,
      String group,
      String place,
      String owedAt,
      String reason,
      String state,
      int tries,
      String why,
      Optional<String> next,
      Optional<String> endedAt) {}

  private void callbacks(Context request) {
    List<CallbackJson> items =
        ports.callbacks().latest(Page.limit(request)).stream().map(this::json).toList();
    request.json(Map.of("items", items));
  }

  private CallbackJson json(CallbackList.View view) {
    Task task = view.callback().task();
    return new CallbackJson(
        task.call().toString(),
        task.ticket().map(TicketNumber::digits),
        task.number().masked(),
        task.language().tag(),
        task.group(),
        views.time(task.rank()),
        views.time(task.owedAt()),
        task.reason(),
        view.callback().state().name().toLowerCase(Locale.ROOT),
        view.callback().tries(),
        view.why(),
        view.next().map(views::time),
        view.callback().endedAt().map(views::time));
  }
}
