package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.Secret;
import org.liniya.person.Applicant;
import org.liniya.port.Applicants;
import org.liniya.ticket.TicketNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who a ticket is of and where they are reached: masked for all, in clear for whoever works on
 * tickets, and then in the audit. Each request runs on a virtual thread of its own; keeps nothing.
 */
final class ContactRoutes {

  private static final String PATH = "/api/v1/tickets/{number}/contact";

  private final ConsolePorts ports;
  private final Applicants applicants;
  private final JsonMapper json;

  ContactRoutes(ConsolePorts ports, JsonMapper json) {
    this.ports = ports;
    this.applicants = ports.persons().applicants();
    this.json = json;
  }

  /** An empty field is not known. */
  record ContactJson(Optional<String> name, Optional<String> phone, Optional<String> email) {}

  private static ContactJson masked(Applicant of) {
    Applicant.Masked masked = of.masked();
    return new ContactJson(masked.name(), masked.phone(), masked.email());
  }

  /** What only goes where the audit sees it. */
  static ContactJson clear(Applicant of) {
    return new ContactJson(
        of.name().map(Secret::reveal),
        of.phone().map(Secret::reveal),
        of.email().map(Secret::reveal));
  }

  void install(RoutesConfig routes) {
    routes.get(PATH, this::masked, Permission.SEE_TICKETS);
    routes.get(PATH + "/unmasked", this::unmasked, Permission.WORK_ON_TICKETS);
    routes.post(PATH, this::set, Permission.WORK_ON_TICKETS);
  }

  private void masked(Context request) {
    request.json(masked(applicant(number(request))));
  }

  private void unmasked(Context request) {
    TicketNumber number = number(request);
    applicant(number);
    audit(request, "contact-shown", number);
    request.json(clear(applicant(number)));
  }

  private void set(Context request) {
    TicketNumber number = number(request);
    JsonNode body =
        RequestBody.read(
            json,
            request,
            Set.of("name", "phone", "email"),
            "the body is {\"name\":…, \"phone\":…, \"email\":…}, each of which may be left out");
    Applicant told =
        new Applicant(
            RequestBody.secret(body, "name"),
            RequestBody.secret(body, "phone"),
            RequestBody.secret(body, "email"));
    told.fault()
        .ifPresent(
            fault -> {
              throw new BadRequestResponse(fault);
            });
    applicant(number);
    audit(request, "contact-set", number);
    applicants.set(number, told, ports.time().now());
    request.json(masked(applicant(number)));
  }

  private void audit(Context request, String action, TicketNumber number) {
    ports.audit().write(Access.did(request, ports.time(), action, "ticket " + number.digits(), ""));
  }

  private Applicant applicant(TicketNumber number) {
    return applicants.of(number).orElseThrow(ContactRoutes::unknown);
  }

  static TicketNumber number(Context request) {
    try {
      return new TicketNumber(request.pathParam("number"));
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  static NotFoundResponse unknown() {
    return new NotFoundResponse("there is no such ticket");
  }
}
