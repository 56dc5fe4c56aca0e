package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.acd.AcdRecord.Replayed;
import org.liniya.call.CallId;
import org.liniya.explain.Explanation;
import org.liniya.explain.ReplayCheck;
import org.liniya.port.Journal;
import org.liniya.port.JournalLines.Line;
import tools.jackson.databind.json.JsonMapper;

/**
 * Why a call was treated as it was. Each request runs on a virtual thread of its own; keeps
 * nothing.
 */
final class ExplainRoutes {

  private final ConsolePorts ports;
  private final Views views;
  private final JsonMapper json;

  ExplainRoutes(ConsolePorts ports, Views views, JsonMapper json) {
    this.ports = ports;
    this.views = views;
    this.json = json;
  }

  /** The answer. */
  record Answer(String call, List<Decision> decisions, List<Wait> waits, Replay replay) {}

  record Decision(String at, String kind, String text) {}

  /**
   * @param end null while the wait goes on
   */
  record Wait(
      String group,
      String entered,
      long waitMs,
      long rangMs,
      long keptMs,
      long nobodyFreeMs,
      Optional<String> end) {}

  /**
   * @param outcome {@code identical}, {@code differs} or {@code not-kept}
   * @param text the same for people, with where it differs
   */
  record Replay(String outcome, int decisions, String text) {}

  void install(RoutesConfig routes) {
    routes.get("/api/v1/calls/{id}/explanation", this::explain, Permission.SEE_CALLS);
  }

  private void explain(Context request) {
    CallId id;
    try {
      id = CallId.parse(request.pathParam("id"));
    } catch (IllegalArgumentException e) {
      throw new NotFoundResponse("there is no such call");
    }
    List<Line> journal = ports.journal().read(id).stream().map(entry -> line(id, entry)).toList();
    if (journal.isEmpty() && ports.calls().find(id).isEmpty()) {
      throw new NotFoundResponse("there is no such call");
    }
    Explanation found = Explanation.of(journal, ports.time().now());
    request.json(
        new Answer(
            id.toString(),
            found.sentences().stream()
                .map(each -> new Decision(views.time(each.at()), each.kind(), each.text()))
                .toList(),
            found.waits().stream().map(this::wait).toList(),
            replay(id, journal)));
  }

  private Line line(CallId call, Journal.Entry entry) {
    Map<String, String> fields = new HashMap<>();
    json.readTree(entry.json())
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode()) {
                fields.put(field.getKey(), field.getValue().asString());
              }
            });
    fields.keySet().removeAll(List.of("seq", "at", "kind"));
    return new Line(call, entry.at(), entry.kind(), fields);
  }

  private Wait wait(Explanation.Wait wait) {
    return new Wait(
        wait.group(),
        views.time(wait.entered()),
        wait.whole().toMillis(),
        wait.rang().toMillis(),
        wait.kept().toMillis(),
        wait.nobody().toMillis(),
        Optional.of(wait.end()).filter(end -> !end.isEmpty()));
  }

  private Replay replay(CallId call, List<Line> journal) {
    List<Line> decisions =
        journal.stream().filter(line -> ReplayCheck.DECISIONS.contains(line.kind())).toList();
    return switch (check(call, decisions)) {
      case ReplayCheck.Identical(int number) ->
          new Replay(
              "identical",
              number,
              number == 0
                  ? "the queues decided nothing about this call"
                  : "replays identically: told the same again, the queues make the same decisions");
      case ReplayCheck.Differs(int number, String was, String is) ->
          new Replay(
              "differs",
              decisions.size(),
              "decision %d differs. In the journal: %s. Told the same again: %s"
                  .formatted(number, orNothing(was), orNothing(is)));
      case ReplayCheck.NotKept(String why) ->
          new Replay("not-kept", decisions.size(), "cannot be replayed: " + why);
    };
  }

  private static String orNothing(String decision) {
    return decision.isEmpty() ? "nothing" : decision;
  }

  /** A journal has microseconds, and a decision may be some nanoseconds younger than its line. */
  private static final Duration MICROSECOND = Duration.ofNanos(1_000);

  private ReplayCheck check(CallId call, List<Line> decisions) {
    if (decisions.isEmpty()) {
      return new ReplayCheck.Identical(0);
    }
    Instant first = decisions.getFirst().at();
    Instant last = decisions.getLast().at().plus(MICROSECOND);
    return switch (ports.decisions().replay(call, first, last)) {
      case Replayed.Decisions(List<Line> again) -> ReplayCheck.of(decisions, again);
      case Replayed.NotKept(String why) -> new ReplayCheck.NotKept(why);
    };
  }
}
