package org.liniya.server.webhook;

import java.time.Instant;
import java.util.Optional;
import org.liniya.ticket.TicketNotice;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON that a receiver gets. Nothing personal is in it: whoever may know more asks the API for
 * the ticket. The same bytes at every attempt.
 *
 * @param type such as {@code ticket.opened}; {@code test} for a test
 * @param timestamp when it happened, in UTC
 */
record WebhookBody(String type, String timestamp, Data data) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** How the ticket stands after the change; what does not belong to the event is null. */
  record Data(
      Optional<String> ticket,
      Optional<String> state,
      Optional<String> category,
      Optional<String> priority,
      Optional<String> answerBy,
      Optional<String> by,
      Optional<String> department,
      Optional<String> due,
      Optional<String> level,
      Optional<Integer> rating) {}

  static String of(TicketNotice notice) {
    return JSON.writeValueAsString(
        new WebhookBody(
            "ticket." + notice.kind().word(),
            notice.at().toString(),
            new Data(
                Optional.of(notice.ticket().digits()),
                Optional.of(notice.state().word()),
                Optional.of(notice.category()),
                Optional.of(notice.priority().word()),
                Optional.of(notice.answerBy().toString()),
                Optional.of(notice.by().word()),
                notice.department(),
                notice.due(),
                notice.level(),
                notice.rating())));
  }

  /** Of a test: nothing happened. */
  static String test(Instant at) {
    Optional<String> none = Optional.empty();
    return JSON.writeValueAsString(
        new WebhookBody(
            "test",
            at.toString(),
            new Data(none, none, none, none, none, none, none, none, none, Optional.empty())));
  }
}
