package org.liniya.console;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.liniya.call.CallId;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.ticket.Deadline;
import org.liniya.ticket.Department;
import org.liniya.ticket.Passage;
import org.liniya.ticket.Stage;
import org.liniya.ticket.TicketEntry;
import org.liniya.ticket.TicketEvent;
import org.liniya.ticket.TicketHistory;
import org.liniya.ticket.TicketLife;
import org.liniya.ticket.Transcript;

/**
 * The history of a ticket as JSON.
 *
 * @param zoned writes a moment as the API does
 * @param texts whether what people wrote is shown; else dots stand for it
 */
record TicketViews(Function<java.time.Instant, String> zoned, boolean texts) {

  /** {@code operator} and {@code department} are those who have it now. */
  record HistoryJson(
      String number,
      String category,
      String priority,
      String state,
      String since,
      String openedAt,
      String answerBy,
      Optional<String> registerBy,
      Optional<String> operator,
      Optional<String> department,
      Optional<String> departmentBy,
      int reopenings,
      List<String> calls,
      List<EntryJson> entries) {}

  record EntryJson(
      String at,
      String by,
      String kind,
      Optional<String> operator,
      Optional<String> department,
      Optional<String> deadline,
      Optional<String> due,
      Optional<String> level,
      Optional<String> call,
      Optional<String> recording,
      Optional<Long> fromMs,
      Optional<Long> toMs,
      Optional<Integer> confidencePercent,
      Optional<String> text) {}

  HistoryJson history(TicketHistory history) {
    TicketLife life = history.life();
    return new HistoryJson(
        history.number().digits(),
        history.category(),
        history.priority().word(),
        life.stage().word(),
        zoned.apply(life.since()),
        zoned.apply(life.openedAt()),
        zoned.apply(life.answer().at()),
        life.registration().map(Deadline::at).map(zoned),
        operator(life.stage()).map(OperatorId::value),
        department(life.stage()).map(Department::name),
        life.stage() instanceof Stage.HandedOver handed
            ? Optional.of(zoned.apply(handed.deadline().at()))
            : Optional.empty(),
        life.reopenings(),
        life.calls().stream().map(CallId::toString).toList(),
        history.entries().stream().map(this::entry).toList());
  }

  private static Optional<OperatorId> operator(Stage stage) {
    return switch (stage) {
      case Stage.InProgress now -> Optional.of(now.operator());
      case Stage.Waiting now -> Optional.of(now.operator());
      default -> Optional.empty();
    };
  }

  private static Optional<Department> department(Stage stage) {
    return stage instanceof Stage.HandedOver now ? Optional.of(now.department()) : Optional.empty();
  }

  private EntryJson entry(TicketEntry entry) {
    Entry made = new Entry(zoned.apply(entry.at()), entry.by().name(), entry.event().kind());
    return switch (entry.event()) {
      case TicketEvent.Taken taken -> made.operator(taken.operator()).json();
      case TicketEvent.Noted noted -> made.text(shown(noted.text())).json();
      case TicketEvent.Described described ->
          made.recording(described.recording())
              .passage(described.passage())
              .transcript(described.transcript())
              .json();
      case TicketEvent.HandedOver to ->
          made.department(to.department()).deadline(to.deadline()).text(shown(to.why())).json();
      case TicketEvent.WaitingBegan waiting ->
          made.operator(waiting.operator()).text(shown(waiting.what())).json();
      case TicketEvent.Solved solved -> made.text(shown(solved.conclusion())).json();
      case TicketEvent.Closed closed -> made.text(shown(closed.conclusion())).json();
      case TicketEvent.Reopened again ->
          made.deadline(again.answer()).text(shown(again.why())).json();
      case TicketEvent.Linked linked -> made.call(linked.call()).json();
      case TicketEvent.Escalated told -> made.told(told.due().word(), told.level()).json();
    };
  }

  private String shown(Secret text) {
    return texts ? text.reveal() : text.toString();
  }

  /** An entry in the making. */
  private final class Entry {
    private final String at;
    private final String by;
    private final String kind;
    private Optional<String> operator = Optional.empty();
    private Optional<String> department = Optional.empty();
    private Optional<String> deadline = Optional.empty();
    private Optional<String> due = Optional.empty();
    private Optional<String> level = Optional.empty();
    private Optional<String> call = Optional.empty();
    private Optional<String> recording = Optional.empty();
    private Optional<Passage> passage = Optional.empty();
    private Optional<Integer> confidence = Optional.empty();
    private Optional<String> text = Optional.empty();

    Entry(String at, String by, String kind) {
      this.at = at;
      this.by = by;
      this.kind = kind;
    }

    Entry operator(OperatorId id) {
      operator = Optional.of(id.value());
      return this;
    }

    Entry department(Department to) {
      department = Optional.of(to.name());
      return this;
    }

    Entry deadline(Deadline by) {
      deadline = Optional.of(zoned.apply(by.at()));
      return this;
    }

    Entry told(String dueWord, String levelName) {
      due = Optional.of(dueWord);
      level = Optional.of(levelName);
      return this;
    }

    Entry call(CallId id) {
      call = Optional.of(id.toString());
      return this;
    }

    Entry recording(CallId ofCall) {
      recording = Optional.of(ofCall.toString());
      return this;
    }

    Entry passage(Passage where) {
      passage = Optional.of(where);
      return this;
    }

    Entry text(String words) {
      text = Optional.of(words);
      return this;
    }

    Entry transcript(Optional<Transcript> understood) {
      text = understood.map(Transcript::text).map(TicketViews.this::shown);
      confidence = understood.map(Transcript::confidencePercent);
      return this;
    }

    EntryJson json() {
      return new EntryJson(
          at,
          by,
          kind,
          operator,
          department,
          deadline,
          due,
          level,
          call,
          recording,
          passage.map(Passage::from).map(Duration::toMillis),
          passage.map(Passage::to).map(Duration::toMillis),
          confidence,
          text);
    }
  }
}
