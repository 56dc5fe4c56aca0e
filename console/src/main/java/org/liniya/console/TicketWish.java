package org.liniya.console;

import io.javalin.http.BadRequestResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.port.OperatorBoard.OperatorView;
import org.liniya.ticket.Deadline;
import org.liniya.ticket.Department;
import org.liniya.ticket.TicketHistory;
import org.liniya.ticket.TicketPlan;
import org.liniya.ticket.TicketVerb;
import tools.jackson.databind.JsonNode;

/** What a user may ask of a ticket, and which keys its body has. */
enum TicketWish {
  NOTE("text") {
    @Override
    TicketVerb make(JsonNode body, Situation now) {
      return new TicketVerb.Note(text(body, "text"));
    }
  },
  TAKE("operator") {
    @Override
    TicketVerb make(JsonNode body, Situation now) {
      OperatorId operator = new OperatorId(body.path("operator").asString(now.user()));
      if (now.ports().operators().operators().stream()
          .map(OperatorView::id)
          .noneMatch(operator::equals)) {
        throw new BadRequestResponse("operator is the identifier of an operator, such as 1001");
      }
      return new TicketVerb.Take(operator);
    }
  },
  HAND_OVER("department why by") {
    @Override
    TicketVerb make(JsonNode body, Situation now) {
      Department department = department(body, now.plan());
      Deadline deadline =
          body.hasNonNull("by")
              ? endOf(body.path("by").asString(""), now.plan())
              : now.plan()
                  .deadline(department, now.history().life(), now.at())
                  .orElseThrow(() -> noSuchDepartment(now.plan()));
      return new TicketVerb.HandOver(department, text(body, "why"), deadline);
    }
  },
  WAIT("what") {
    @Override
    TicketVerb make(JsonNode body, Situation now) {
      return new TicketVerb.Wait(text(body, "what"));
    }
  },
  SOLVE("conclusion") {
    @Override
    TicketVerb make(JsonNode body, Situation now) {
      return new TicketVerb.Solve(text(body, "conclusion"));
    }
  },
  CLOSE("") {
    @Override
    TicketVerb make(JsonNode body, Situation now) {
      return new TicketVerb.Close();
    }
  },
  REOPEN("why") {
    @Override
    TicketVerb make(JsonNode body, Situation now) {
      return new TicketVerb.Reopen(
          text(body, "why"), now.plan().answerAgain(now.history().category(), now.at()));
    }
  };

  /**
   * What a wish is made with.
   *
   * @param user who asks
   * @param history the ticket as it is
   */
  record Situation(
      String user, TicketHistory history, TicketPlan plan, ConsolePorts ports, Instant at) {}

  /** Of the body, with blanks between. */
  private final String keys;

  TicketWish(String keys) {
    this.keys = keys;
  }

  /** As in the path, such as {@code hand-over}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws BadRequestResponse when the body does not fit
   */
  TicketVerb verb(JsonNode body, Situation now) {
    Set<String> known = keys.isEmpty() ? Set.of() : Set.of(keys.split(" ", -1));
    if (!known.containsAll(body.propertyNames())) {
      throw new BadRequestResponse(
          keys.isEmpty()
              ? "the body has no keys here"
              : "the body's keys are " + keys.replace(" ", ", "));
    }
    return make(body, now);
  }

  abstract TicketVerb make(JsonNode body, Situation now);

  /** What is missing is left to the rules, which say so; a control character is nobody's word. */
  private static Secret text(JsonNode body, String key) {
    JsonNode value = body.path(key);
    if (!value.isMissingNode() && !value.isString()) {
      throw new BadRequestResponse(key + " is a text");
    }
    String text = value.asString("").strip();
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
      throw new BadRequestResponse(key + " has characters that cannot be printed");
    }
    return new Secret(text);
  }

  private static Department department(JsonNode body, TicketPlan plan) {
    try {
      Department department = new Department(body.path("department").asString(""));
      if (plan.departments().containsKey(department)) {
        return department;
      }
    } catch (IllegalArgumentException e) {
      throw noSuchDepartment(plan);
    }
    throw noSuchDepartment(plan);
  }

  private static BadRequestResponse noSuchDepartment(TicketPlan plan) {
    return new BadRequestResponse(
        plan.departments().isEmpty()
            ? "no department is named in tickets.yaml"
            : "department is one of "
                + plan.departments().keySet().stream()
                    .map(Department::name)
                    .sorted()
                    .collect(Collectors.joining(", ")));
  }

  /** The whole of that day is in time, by the clock of the calendar. */
  private static Deadline endOf(String date, TicketPlan plan) {
    try {
      var calendar = plan.deadlines().calendar();
      return new Deadline(calendar.endOf(LocalDate.parse(date)), calendar.zone());
    } catch (DateTimeException e) {
      throw new BadRequestResponse("by is a date such as 2026-12-03");
    }
  }
}
