package org.liniya.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.liniya.call.Signalled;
import org.liniya.port.Journal;
import org.liniya.port.Ladders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that is known of one call, in the order in which it happened: the messages of its
 * legs, from the journal or still in memory, and the events of the journal. Immutable.
 */
record CallTrace(List<Leg> legs, List<Event> all) {

  private static final String SIGNALLED = "leg-signalled";

  /**
   * @param party who is at the other end
   * @param omitted messages that were only counted
   */
  record Leg(String leg, String party, int omitted) {}

  /** What happened, and when. */
  sealed interface Event {
    Instant at();

    record Message(String leg, Signalled message) implements Event {
      @Override
      public Instant at() {
        return message.at();
      }
    }

    record Noted(Instant at, String json) implements Event {}
  }

  static CallTrace of(List<Journal.Entry> journal, List<Ladders.Ladder> live, JsonMapper json) {
    List<Leg> legs = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (Journal.Entry entry : journal) {
      if (entry.kind().equals(SIGNALLED)) {
        JsonNode kept = json.readTree(entry.json());
        String leg = kept.path("leg").asString();
        legs.add(new Leg(leg, kept.path("party").asString(), kept.path("omitted").asInt()));
        kept.path("messages")
            .forEach(
                line ->
                    Signalled.parse(line.asString())
                        .ifPresent(message -> events.add(new Event.Message(leg, message))));
      } else {
        events.add(new Event.Noted(entry.at(), entry.json()));
      }
    }
    for (Ladders.Ladder ladder : live) {
      String leg = ladder.leg().value();
      if (legs.stream().noneMatch(known -> known.leg().equals(leg))) {
        legs.add(new Leg(leg, ladder.party(), ladder.omitted()));
        ladder.messages().forEach(message -> events.add(new Event.Message(leg, message)));
      }
    }
    events.sort(Comparator.comparing(Event::at)); // stable: what was noted first stays first
    legs.sort(Comparator.comparing(leg -> first(events, leg.leg())));
    return new CallTrace(List.copyOf(legs), List.copyOf(events));
  }

  private static Instant first(List<Event> events, String leg) {
    return events.stream()
        .filter(event -> event instanceof Event.Message message && message.leg().equals(leg))
        .map(Event::at)
        .findFirst()
        .orElse(Instant.MAX);
  }

  /** The events as JSON: messages have {@code source} sip, the others journal. */
  List<JsonNode> events(JsonMapper json) {
    return all.stream().map(event -> node(event, json)).toList();
  }

  private static JsonNode node(Event event, JsonMapper json) {
    ObjectNode node = json.createObjectNode();
    switch (event) {
      case Event.Message(String leg, Signalled message) ->
          node.put("at", message.at().toString())
              .put("source", "sip")
              .put("leg", leg)
              .put("sent", message.sent())
              .put("peer", message.peer())
              .put("what", message.what());
      case Event.Noted(Instant at, String text) -> {
        node.put("at", at.toString()).put("source", "journal");
        node.setAll((ObjectNode) json.readTree(text));
      }
    }
    return node;
  }
}
