package org.liniya.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorBoard.OperatorView;
import org.liniya.port.StoreException;
import org.liniya.report.CallRecord;
import org.liniya.report.QueueLog;
import org.liniya.report.Report;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened, in the forms that report tools for Asterisk read: {@code queue_log} and the CSV of
 * call detail records. Numbers are masked, whoever asks; each export is in the audit. Written hour
 * by hour as it is read. Each request runs on a virtual thread of its own; keeps nothing.
 */
final class AsteriskRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(AsteriskRoutes.class);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  /** Journals are read in pieces of so much. */
  private static final Duration PIECE = Duration.ofHours(1);

  /** What a call that arrived before the first day still did on it. */
  private static final Duration LONGEST_CALL = Duration.ofHours(2);

  private final ConsolePorts ports;
  private final ZoneId zone;

  AsteriskRoutes(ConsolePorts ports, ZoneId zone) {
    this.ports = ports;
    this.zone = zone;
  }

  void install(RoutesConfig routes) {
    routes.get("/api/v1/export/queue-log", this::queueLog, Permission.SEE_CALLS);
    routes.get("/api/v1/export/cdr.csv", this::callRecords, Permission.SEE_CALLS);
  }

  private void queueLog(Context request) throws IOException {
    Days days = asked(request, "queue-log", "queue_log", "text/plain; charset=utf-8");
    whole(request, out -> queueLog(days, out));
  }

  private void queueLog(Days days, OutputStream out) throws IOException {
    PriorityQueue<Numbered> waiting = new PriorityQueue<>();
    long number = 0;
    Instant from = days.from().minus(LONGEST_CALL);
    while (from.isBefore(days.to())) {
      Instant to = Collections.min(List.of(from.plus(PIECE), days.to()));
      for (QueueLog.Row row :
          QueueLog.ofCalls(ports.reports().journals().of(from, to, QueueLog.KINDS))) {
        waiting.add(new Numbered(row, number++));
      }
      for (QueueLog.Row row : operators(from, to)) {
        waiting.add(new Numbered(row, number++));
      }
      write(waiting, days, to, out);
      from = to;
    }
  }

  /** What happened at once stays in the order in which it was read. */
  private record Numbered(QueueLog.Row row, long number) implements Comparable<Numbered> {
    @Override
    public int compareTo(Numbered other) {
      int time = QueueLog.Row.BY_TIME.compare(row, other.row);
      return time == 0 ? Long.compare(number, other.number) : time;
    }
  }

  /** Whatever is older than {@code before} is complete: later calls have nothing before it. */
  private static void write(
      PriorityQueue<Numbered> waiting, Days days, Instant before, OutputStream out)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    while (!waiting.isEmpty() && waiting.element().row().at().isBefore(before)) {
      QueueLog.Row row = waiting.remove().row();
      if (!row.at().isBefore(days.from())) {
        lines.append(row.text()).append('\n');
      }
    }
    out.write(lines.toString().getBytes(UTF_8));
  }

  private List<QueueLog.Row> operators(Instant from, Instant to) {
    Map<OperatorId, List<String>> groups =
        ports.operators().operators().stream()
            .collect(Collectors.toMap(OperatorView::id, OperatorView::skills));
    return QueueLog.ofOperators(
        ports.reports().states().between(from.minus(Report.LOOK_BACK), to),
        from,
        operator -> groups.getOrDefault(operator, List.of(QueueLog.NONE)));
  }

  private void callRecords(Context request) throws IOException {
    Days days = asked(request, "cdr", "Master.csv", "text/csv; charset=utf-8; header=absent");
    whole(request, out -> callRecords(days, out));
  }

  private void callRecords(Days days, OutputStream out) throws IOException {
    Instant from = days.from();
    while (from.isBefore(days.to())) {
      Instant to = Collections.min(List.of(from.plus(PIECE), days.to()));
      StringBuilder lines = new StringBuilder();
      CallRecord.read(ports.reports().journals().of(from, to, CallRecord.KINDS))
          .forEach(record -> lines.append(line(record)).append('\n'));
      out.write(lines.toString().getBytes(UTF_8));
      from = to;
    }
  }

  /** The columns of Asterisk's cdr-csv, with {@code loguniqueid} and {@code loguserfield}. */
  private String line(CallRecord record) {
    boolean queued = !record.group().isEmpty();
    return String.join(
        ",",
        text(""),
        text(record.from()),
        text(record.to()),
        text(record.flow()),
        text(record.from()),
        text("SIP/" + record.trunk()),
        text(record.operator().isEmpty() ? "" : "SIP/" + record.operator()),
        text(queued ? "Queue" : "Flow"),
        text(queued ? record.group() : record.flow()),
        moment(record.arrived()),
        record.answered().map(this::moment).orElse(""),
        record.ended().map(this::moment).orElse(""),
        Long.toString(record.whole().toSeconds()),
        Long.toString(record.billed().toSeconds()),
        text(record.answered().isPresent() ? "ANSWERED" : "NO ANSWER"),
        text("DOCUMENTATION"),
        text(record.call().toString()),
        text(record.ticket()));
  }

  private static String text(String cell) {
    return '"' + cell.replace("\"", "\"\"").replaceAll("\\p{Cntrl}", " ") + '"';
  }

  private String moment(Instant at) {
    return text(CLOCK.format(at.atZone(zone)));
  }

  /** What writes an export. */
  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /** Half an export must not look like a whole one. */
  private static void whole(Context request, Writing export) throws IOException {
    try {
      export.to(request.outputStream());
    } catch (StoreException e) {
      LOG.atWarn().setCause(e).log("an export was broken off: the store does not answer");
      ExportRoutes.breakOff(request);
    }
  }

  /** Reads the days and tells the audit before anything is shown. */
  private Days asked(Context request, String what, String file, String type) {
    Days days = Days.of(request, zone);
    ports
        .audit()
        .write(
            Access.did(
                request,
                ports.time(),
                what + "-exported",
                "calls",
                days.first() + " " + days.last()));
    request
        .contentType(type)
        .header("Content-Disposition", "attachment; filename=\"" + file + "\"");
    return days;
  }
}
