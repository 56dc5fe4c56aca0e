package org.liniya.console;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.json.JavalinJackson3;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import tools.jackson.databind.json.JsonMapper;

/**
 * The HTTP API, listening from construction until {@link #close()}. Thread-safe; every request runs
 * on a virtual thread of its own.
 *
 * <p>Nothing may be asked without a user's token but {@code /health/…} and {@code /metrics}, which
 * hold figures only. Throws {@link io.javalin.util.JavalinBindException} when it cannot listen.
 */
public final class ConsoleServer implements AutoCloseable {

  static final int MOST_HEADER_BYTES = 8_192;

  /** A text of a ticket is up to 4,000 characters, which JSON may write as six bytes each. */
  static final long MOST_BODY_BYTES = 32_768;

  private static final int MOST_CONNECTIONS = 256;
  private static final long IDLE_MS = 30_000;

  private final Javalin javalin;

  public ConsoleServer(ConsoleSettings settings, ConsolePorts ports) {
    JsonMapper json = JsonMapper.builder().build();
    Views views = new Views(settings.zone());
    TraceRoutes traces = new TraceRoutes(ports, views, json);
    CallbackRoutes callbacks = new CallbackRoutes(ports, views);
    ReportMaterial material =
        new ReportMaterial(ports.reports(), ports.contacts(), ports.time(), settings.zone());
    FigureBook figures =
        new FigureBook(ports.operators(), material, ports.reports(), ports.time(), settings.zone());
    Routes routes = new Routes(ports, views, json, new FigureMetrics(figures, ports.metrics()));
    QualityRoutes quality = new QualityRoutes(material, settings.zone());
    TicketRoutes tickets = new TicketRoutes(ports, settings.plan(), ports.time(), views, json);
    AuditRoutes audit = new AuditRoutes(ports.audit(), views);
    SearchRoutes search = new SearchRoutes(ports, views, json);
    Access access =
        new Access(
            settings.users(),
            new RefusedLogins(ports.audit(), ports.time()),
            ports.audit(),
            ports.time());
    javalin =
        Javalin.create(
                config -> {
                  shape(config);
                  config.jsonMapper(new JavalinJackson3(json, true));
                  config.routes.beforeMatched(access::check);
                  config.routes.before(ConsoleServer::securityHeaders);
                  routes.install(config.routes);
                  traces.install(config.routes);
                  new FigureRoutes(figures, views).install(config.routes);
                  new WhyRoutes(ports, views).install(config.routes);
                  new ExplainRoutes(ports, views, json).install(config.routes);
                  tickets.install(config.routes);
                  audit.install(config.routes);
                  callbacks.install(config.routes);
                  new TalkRoutes(ports, json).install(config.routes);
                  quality.install(config.routes);
                  new ReportRoutes(material, ports.reports(), settings.zone())
                      .install(config.routes);
                  new BackupRoutes(ports.copier()).install(config.routes);
                  search.install(config.routes);
                  new TicketCallsRoutes(ports, views, json).install(config.routes);
                  new KeyRoutes(ports.persons().keys(), ports.audit(), ports.time())
                      .install(config.routes);
                  new ContactRoutes(ports, json).install(config.routes);
                  new PersonRoutes(ports, views, json).install(config.routes);
                  new RetentionRoutes(ports, views, json).install(config.routes);
                  new EditionRoutes(ports, views).install(config.routes);
                  new WebhookRoutes(ports, views).install(config.routes);
                  new AsteriskRoutes(ports, settings.zone()).install(config.routes);
                  new ExportRoutes(ports, views, settings.zone()).install(config.routes);
                  HttpProblems.install(config.routes);
                })
            .start(settings.bind(), settings.port());
  }

  /** The port really listened on. */
  public int port() {
    return javalin.port();
  }

  /**
   * A route as it is registered.
   *
   * @param permission what it asks for, as a word; empty when it is open to all
   */
  record RegisteredRoute(String method, String path, String permission) {}

  /** All routes, for comparing them with what is written about them. */
  List<RegisteredRoute> routes() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(
            endpoint ->
                new RegisteredRoute(endpoint.method.name(), endpoint.path, permission(endpoint)))
        .toList();
  }

  private static String permission(Endpoint endpoint) {
    return Optional.ofNullable(endpoint.metadata(Roles.class)).stream()
        .flatMap(roles -> roles.getRoles().stream())
        .filter(Permission.class::isInstance)
        .map(permission -> ((Permission) permission).word())
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static void shape(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = MOST_BODY_BYTES;
    config.http.defaultContentType = "application/json";
    config.jetty.modifyHttpConfiguration(ConsoleServer::bound);
    config.jetty.modifyServer(ConsoleServer::guard);
  }

  private static void bound(HttpConfiguration http) {
    http.setRequestHeaderSize(MOST_HEADER_BYTES);
    http.setIdleTimeout(IDLE_MS);
    http.setSendServerVersion(false);
  }

  private static void guard(Server server) {
    server.setErrorHandler(new JettyProblems());
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
  }

  /** Answers are about people: no cache keeps them, no browser guesses what they are. */
  private static void securityHeaders(Context request) {
    request.header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff");
  }
}
