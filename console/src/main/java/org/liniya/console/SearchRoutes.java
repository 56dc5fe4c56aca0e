package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.ticket.Ticket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tickets found by who they are of. The datum comes in the body: addresses end up in the logs of
 * everything on the way. Each request runs on a virtual thread of its own; keeps nothing.
 */
final class SearchRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(SearchRoutes.class);

  /** What is kept of tickets so far. */
  private static final List<LookUp.Kind> KINDS = List.of(LookUp.Kind.SNILS, LookUp.Kind.PHONE);

  private static final Set<String> KEYS = Set.of("snils", "phone", "from", "to", "limit");
  private static final String FORM =
      "the body is {\"snils\":…} or {\"phone\":…}, and may have from, to and limit";

  /** How far back is looked when the request does not say. */
  private static final Duration USUAL = Duration.ofDays(365);

  private final ConsolePorts ports;
  private final Views views;
  private final JsonMapper json;

  SearchRoutes(ConsolePorts ports, Views views, JsonMapper json) {
    this.ports = ports;
    this.views = views;
    this.json = json;
  }

  void install(RoutesConfig routes) {
    routes.post("/api/v1/tickets/search", this::search, Role.OPERATOR);
  }

  private void search(Context request) {
    JsonNode body = parse(request.body());
    LookUp by = lookUp(body);
    Instant to = moment(body, "to", ports.time().now());
    Instant from = moment(body, "from", to.minus(USUAL));
    List<Ticket> found = ports.tickets().search(by, from, to, limit(body));
    LOG.atInfo()
        .addKeyValue("user", Access.userName(request))
        .addKeyValue("by", by.kind().word())
        .addKeyValue("found", found.size())
        .log("tickets looked up");
    request.json(found.stream().map(views::ticket).toList());
  }

  /** The body is never quoted: what is wrong with it may be personal all the same. */
  private JsonNode parse(String body) {
    try {
      JsonNode read = json.readTree(body);
      if (read.isObject() && KEYS.containsAll(read.propertyNames())) {
        return read;
      }
    } catch (JacksonException e) {
      throw new BadRequestResponse("the body is not JSON");
    }
    throw new BadRequestResponse(FORM);
  }

  private static LookUp lookUp(JsonNode body) {
    List<LookUp.Kind> given = KINDS.stream().filter(kind -> body.has(kind.word())).toList();
    if (given.size() != 1) {
      throw new BadRequestResponse(FORM);
    }
    LookUp.Kind kind = given.getFirst();
    return LookUp.of(kind, new Secret(body.path(kind.word()).asString("")))
        .orElseThrow(() -> new BadRequestResponse("this cannot be a " + kind.word()));
  }

  private static Instant moment(JsonNode body, String key, Instant otherwise) {
    if (!body.has(key)) {
      return otherwise;
    }
    try {
      return OffsetDateTime.parse(body.path(key).asString("")).toInstant();
    } catch (DateTimeException e) {
      throw new BadRequestResponse(key + " is a time such as 2026-11-23T09:00:00+03:00");
    }
  }

  private static int limit(JsonNode body) {
    JsonNode limit = body.path("limit");
    int most = limit.isMissingNode() ? Page.DEFAULT_LIMIT : limit.isInt() ? limit.asInt() : 0;
    if (most < 1 || most > Page.MOST) {
      throw new BadRequestResponse("limit is 1 to " + Page.MOST);
    }
    return most;
  }
}
