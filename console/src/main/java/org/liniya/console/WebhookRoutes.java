package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Optional;
import org.liniya.port.Outbox;
import org.liniya.port.WebhookDesk;

/**
 * The webhooks, for administrators. Each request runs on a virtual thread of its own; keeps
 * nothing.
 */
final class WebhookRoutes {

  private static final String RECEIVER = "/api/v1/webhooks/{receiver}";

  private final ConsolePorts ports;
  private final Views views;

  WebhookRoutes(ConsolePorts ports, Views views) {
    this.ports = ports;
    this.views = views;
  }

  void install(RoutesConfig routes) {
    routes.get("/api/v1/webhooks", this::receivers, Permission.MANAGE_WEBHOOKS);
    routes.get(RECEIVER + "/notices", this::notices, Permission.MANAGE_WEBHOOKS);
    routes.post(RECEIVER + "/retry", this::retry, Permission.MANAGE_WEBHOOKS);
    routes.post(RECEIVER + "/test", this::test, Permission.MANAGE_WEBHOOKS);
  }

  record ReceiverJson(
      String receiver, String host, boolean active, List<String> events, long waiting, long dead) {}

  /** {@code problem} is of the last attempt in vain. */
  record NoticeJson(
      long seq,
      String id,
      String ticket,
      String event,
      String at,
      String status,
      int attempts,
      String dueAt,
      String problem) {}

  record RetriedJson(int retried) {}

  record TestedJson(boolean arrived, Optional<String> problem) {}

  private void receivers(Context request) {
    request.json(
        ports.webhooks().receivers().stream()
            .map(
                view ->
                    new ReceiverJson(
                        view.receiver(),
                        view.host(),
                        view.active(),
                        view.events(),
                        view.waiting(),
                        view.dead()))
            .toList());
  }

  private void notices(Context request) {
    String receiver = known(request);
    String word = request.queryParam("status");
    Outbox.Status status =
        Outbox.Status.of(word == null ? Outbox.Status.DEAD.word() : word)
            .orElseThrow(() -> new BadRequestResponse("status is waiting, delivered or dead"));
    int limit = Page.limit(request);
    Optional<Long> before = Page.next(request, Long::valueOf);
    request.json(
        Page.of(
            ports.outbox().latest(receiver, status, limit + 1, before),
            limit,
            item -> Long.toString(item.seq()),
            this::notice));
  }

  private NoticeJson notice(Outbox.Item item) {
    return new NoticeJson(
        item.seq(),
        "msg_" + item.id(),
        item.notice().ticket().digits(),
        item.notice().kind().word(),
        views.time(item.notice().at()),
        item.status().word(),
        item.attempts(),
        views.time(item.dueAt()),
        item.problem());
  }

  private void retry(Context request) {
    String receiver = known(request);
    audit(request, "webhook-retried", receiver);
    request.json(
        new RetriedJson(ports.webhooks().retry(receiver).orElseThrow(WebhookRoutes::unknown)));
  }

  private void test(Context request) {
    String receiver = known(request);
    audit(request, "webhook-tested", receiver);
    WebhookDesk.Tested tested =
        ports.webhooks().sendTest(receiver).orElseThrow(WebhookRoutes::unknown);
    request.json(new TestedJson(tested.problem().isEmpty(), tested.problem()));
  }

  private void audit(Context request, String action, String receiver) {
    ports.audit().write(Access.did(request, ports.time(), action, "webhook " + receiver, ""));
  }

  private String known(Context request) {
    String receiver = request.pathParam("receiver");
    return ports.webhooks().receivers().stream()
        .map(WebhookDesk.View::receiver)
        .filter(receiver::equals)
        .findFirst()
        .orElseThrow(WebhookRoutes::unknown);
  }

  private static NotFoundResponse unknown() {
    return new NotFoundResponse("there is no such receiver");
  }
}
