package org.liniya.console;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.liniya.call.CallId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.person.Applicant;
import org.liniya.person.Belongings;
import org.liniya.person.PersonId;
import org.liniya.port.CallStore.CallRow;
import org.liniya.port.Callbacks;
import org.liniya.port.Journal;
import org.liniya.ticket.TicketHistory;
import org.liniya.ticket.TicketNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All that is kept about a person, in clear, as JSON: what they have a right to see. Stateless. */
record PersonViews(ConsolePorts ports, Views views, JsonMapper json) {

  private static final String APPEAL = "to answer the appeal and to show that it was answered";
  private static final String AS_CONFIGURED =
      "as long as the line's retention says after the answer; for ever when it says nothing";

  private static final String NO_TERM = "no period of its own: as long as the ticket is kept";

  /**
   * The whole.
   *
   * @param kept what is kept of what kind, why, and until when
   */
  record PersonJson(
      String exportedAt,
      Optional<String> person,
      boolean erased,
      List<KeptJson> kept,
      List<TicketPart> tickets,
      List<CallPart> calls,
      List<CallbackPart> callbacks,
      List<String> recordings) {}

  record KeptJson(String what, int count, String why, String until) {}

  record TicketPart(
      Views.TicketJson ticket,
      Optional<String> document,
      ContactRoutes.ContactJson contact,
      Optional<TicketViews.HistoryJson> history) {}

  /**
   * A call with its journal.
   *
   * @param from in clear when it is known to be the person's; masked when it may be somebody else's
   */
  record CallPart(Views.Call call, String from, List<JsonNode> journal) {}

  record CallbackPart(String call, String number, String owedAt, String reason) {}

  PersonJson all(Belongings kept) {
    return new PersonJson(
        views.time(ports.time().now()),
        kept.person().map(PersonId::toString),
        kept.erased(),
        kinds(kept),
        kept.tickets().stream().flatMap(this::ticket).toList(),
        kept.calls().stream().flatMap(call -> call(call, kept)).toList(),
        ports.persons().callbacks().of(kept.callbacks()).stream()
            .map(standing -> callback(standing.task(), kept))
            .toList(),
        kept.recordings().stream().map(CallId::toString).toList());
  }

  private static List<KeptJson> kinds(Belongings kept) {
    return List.of(
        new KeptJson("tickets", kept.tickets().size(), APPEAL, AS_CONFIGURED),
        new KeptJson("calls and their journals", kept.calls().size(), APPEAL, NO_TERM),
        new KeptJson("recordings", kept.recordings().size(), APPEAL, NO_TERM),
        new KeptJson(
            "callbacks", kept.callbacks().size(), "to call back", "until the person is called"));
  }

  private Stream<TicketPart> ticket(TicketNumber number) {
    Optional<TicketHistory> history = ports.desk().history(number);
    return ports
        .tickets()
        .find(number)
        .map(
            found ->
                new TicketPart(
                    views.ticket(found),
                    ports.persons().persons().document(number).map(Secret::reveal),
                    ContactRoutes.clear(
                        ports.persons().applicants().of(number).orElse(Applicant.UNKNOWN)),
                    history.map(new TicketViews(views::time, true)::history)))
        .stream();
  }

  private Stream<CallPart> call(CallId id, Belongings kept) {
    return ports
        .calls()
        .find(id)
        .map(row -> new CallPart(views.call(row), from(row, kept), journal(id)))
        .stream();
  }

  private static String from(CallRow row, Belongings kept) {
    return kept.others().contains(row.id())
        ? row.from().masked()
        : row.from().number().map(PhoneNumber::full).map(Secret::reveal).orElse(row.from().trust());
  }

  private List<JsonNode> journal(CallId call) {
    return ports.journal().read(call).stream()
        .map(Journal.Entry::json)
        .map(json::readTree)
        .toList();
  }

  private CallbackPart callback(Callbacks.Task task, Belongings kept) {
    return new CallbackPart(
        task.call().toString(),
        kept.others().contains(task.call())
            ? task.number().masked()
            : task.number().full().reveal(),
        views.time(task.owedAt()),
        task.reason());
  }
}
