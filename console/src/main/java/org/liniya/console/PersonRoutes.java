package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.CallId;
import org.liniya.person.Belongings;
import org.liniya.person.ErasureRule;
import org.liniya.person.PersonId;
import org.liniya.port.Persons;
import org.liniya.recovery.ErasedRecordings;
import org.liniya.ticket.TicketNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is kept about a person, named by one of their tickets: a summary, all of it, and its end.
 * For administrators. Each request runs on a virtual thread of its own; keeps nothing.
 */
final class PersonRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(PersonRoutes.class);
  private static final String PATH = "/api/v1/persons/{number}";

  private final ConsolePorts ports;
  private final Persons persons;
  private final PersonViews views;
  private final JsonMapper json;

  PersonRoutes(ConsolePorts ports, Views views, JsonMapper json) {
    this.ports = ports;
    this.persons = ports.persons().persons();
    this.views = new PersonViews(ports, views, json);
    this.json = json;
  }

  /**
   * What is kept, in numbers.
   *
   * @param person an identifier that tells nothing; empty for a ticket from before there were keys
   * @param others calls that may be somebody else's, who was told the ticket's number
   * @param refusal why it cannot be erased now, without more ado
   */
  record SummaryJson(
      Optional<String> person,
      boolean erased,
      List<String> tickets,
      List<String> open,
      List<String> held,
      int calls,
      int others,
      int callbacks,
      int recordings,
      Optional<String> refusal) {}

  /**
   * What became of it.
   *
   * @param recordingsLeft that could not be deleted; doing it again tries again
   */
  record ErasedJson(SummaryJson erased, int recordingsLeft) {}

  void install(RoutesConfig routes) {
    routes.get(PATH, this::summary, Permission.ANSWER_PERSONS);
    routes.post(PATH + "/export", this::export, Permission.ANSWER_PERSONS);
    routes.post(PATH + "/erase", this::erase, Permission.ANSWER_PERSONS);
  }

  private void summary(Context request) {
    request.json(summary(of(ContactRoutes.number(request))));
  }

  private void export(Context request) {
    TicketNumber number = ContactRoutes.number(request);
    Belongings kept = of(number);
    audit(request, "person-exported", number, counts(kept));
    request.json(views.all(kept));
  }

  private void erase(Context request) {
    TicketNumber number = ContactRoutes.number(request);
    JsonNode body =
        RequestBody.read(
            json,
            request,
            Set.of("confirm", "evenOpen"),
            "the body is {\"confirm\":true} and may have \"evenOpen\":true");
    if (!body.path("confirm").asBoolean(false)) {
      throw new BadRequestResponse("nothing was erased: that needs \"confirm\":true");
    }
    boolean evenOpen = body.path("evenOpen").asBoolean(false);
    Belongings kept = of(number);
    ErasureRule.refusal(kept, evenOpen).ifPresent(PersonRoutes::refuse);
    audit(request, "person-erased", number, counts(kept));
    switch (persons
        .erase(number, evenOpen, ports.time().now())
        .orElseThrow(ContactRoutes::unknown)) {
      case Persons.Outcome.Refused refused -> {
        audit(request, "person-not-erased", number, "something came in between");
        refuse(refused.why());
      }
      case Persons.Outcome.Erased erased -> {
        int left = deleteRecordings(erased.what());
        LOG.atInfo()
            .addKeyValue("ticket", number.digits())
            .addKeyValue("user", Access.userName(request))
            .log("a person was erased");
        request.json(new ErasedJson(summary(erased.what()), left));
      }
    }
  }

  /** Those that are on no ticket too; gives how many are left. */
  private int deleteRecordings(Belongings what) {
    try {
      for (CallId call : what.calls()) {
        ports.recordings().remove(call);
      }
      ErasedRecordings.delete(persons, ports.recordings());
    } catch (IOException e) {
      LOG.atError()
          .addKeyValue("fault", e.getClass().getSimpleName())
          .log("recordings of an erased person are left");
    }
    return persons.recordingsLeft().size();
  }

  private static void refuse(String why) {
    throw new ConflictResponse("nothing was erased: " + why);
  }

  private Belongings of(TicketNumber number) {
    return persons.of(number).orElseThrow(ContactRoutes::unknown);
  }

  private void audit(Context request, String action, TicketNumber number, String detail) {
    ports
        .audit()
        .write(Access.did(request, ports.time(), action, "ticket " + number.digits(), detail));
  }

  private static String counts(Belongings kept) {
    return "tickets %d, calls %d, recordings %d, callbacks %d"
        .formatted(
            kept.tickets().size(),
            kept.calls().size(),
            kept.recordings().size(),
            kept.callbacks().size());
  }

  private static SummaryJson summary(Belongings kept) {
    return new SummaryJson(
        kept.person().map(PersonId::toString),
        kept.erased(),
        digits(kept.tickets()),
        digits(kept.open().stream().sorted().toList()),
        digits(kept.held().stream().sorted().toList()),
        kept.calls().size(),
        kept.others().size(),
        kept.callbacks().size(),
        kept.recordings().size(),
        ErasureRule.refusal(kept, false));
  }

  private static List<String> digits(List<TicketNumber> tickets) {
    return tickets.stream().map(TicketNumber::digits).toList();
  }
}
