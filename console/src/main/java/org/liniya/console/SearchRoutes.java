package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
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

  /** By what is looked; a surname may have a first name with it. */
  private static final List<LookUp.Kind> KINDS =
      List.of(
          LookUp.Kind.SNILS,
          LookUp.Kind.PHONE,
          LookUp.Kind.INN,
          LookUp.Kind.PASSPORT,
          LookUp.Kind.SURNAME);

  private static final String FIRST_NAME = "first-name";
  private static final Set<String> KEYS =
      Set.of("snils", "phone", "inn", "passport", "surname", FIRST_NAME, "from", "to", "limit");
  private static final String FORM =
      "the body is {…} with one of snils, phone, inn, passport, surname (and first-name with it) or"
          + " none of them, and may have from, to and limit";

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
    routes.post("/api/v1/tickets/search", this::search, Permission.SEARCH_BY_PERSON);
  }

  private void search(Context request) {
    JsonNode body = parse(request.body());
    Optional<LookUp> by = lookUp(body);
    Instant to = moment(body, "to", ports.time().now());
    Instant from = moment(body, "from", to.minus(USUAL));
    int limit = limit(body);
    List<Ticket> found =
        by.map(datum -> ports.tickets().search(datum, from, to, limit))
            .orElseGet(() -> ports.tickets().opened(from, to, limit));
    by.ifPresent(datum -> audit(request, datum.kind(), found.size()));
    LOG.atInfo()
        .addKeyValue("user", Access.userName(request))
        .addKeyValue("by", by.map(datum -> datum.kind().word()).orElse("time"))
        .addKeyValue("found", found.size())
        .log("tickets looked up");
    request.json(found.stream().map(views::ticket).toList());
  }

  /** Who looks for a person does it in the sight of the audit, which never has the datum. */
  private void audit(Context request, LookUp.Kind by, int found) {
    ports
        .audit()
        .write(
            Access.did(
                request,
                ports.time(),
                "tickets-searched",
                "tickets by " + by.word(),
                found + " found"));
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

  /** Empty: by the time alone. */
  private static Optional<LookUp> lookUp(JsonNode body) {
    List<LookUp.Kind> given = KINDS.stream().filter(kind -> body.has(kind.word())).toList();
    boolean surname = given.contains(LookUp.Kind.SURNAME);
    if (given.size() > 1 || (body.has(FIRST_NAME) && !surname)) {
      throw new BadRequestResponse(FORM);
    }
    return given.stream().findFirst().map(kind -> lookUp(body, kind));
  }

  private static LookUp lookUp(JsonNode body, LookUp.Kind kind) {
    Secret datum = new Secret(body.path(kind.word()).asString(""));
    Optional<LookUp> by =
        body.has(FIRST_NAME)
            ? LookUp.named(datum, new Secret(body.path(FIRST_NAME).asString("")))
            : LookUp.of(kind, datum);
    return by.orElseThrow(() -> new BadRequestResponse("this cannot be a " + kind.word()));
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
