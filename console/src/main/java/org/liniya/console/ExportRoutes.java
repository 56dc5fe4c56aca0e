package org.liniya.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.liniya.call.Ending;
import org.liniya.call.OperatorId;
import org.liniya.port.StoreException;
import org.liniya.port.TicketExport;
import org.liniya.ticket.Ticket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tickets as a file for spreadsheets, written page by page as they are read: there may be a
 * million. Each request runs on a virtual thread of its own; keeps nothing.
 */
final class ExportRoutes {

  /** The first line; what each column is stands in docs/api.md. */
  static final List<String> COLUMNS =
      List.of(
          "number",
          "category",
          "priority",
          "state",
          "opened_at",
          "answer_by",
          "closed_at",
          "language",
          "identity_level",
          "identity_kind",
          "identity_masked",
          "operator",
          "rating",
          "calls",
          "recordings",
          "call_ended_at",
          "call_ending");

  /** So many are read, and held in memory, at once. */
  static final int PAGE = 500;

  private static final Logger LOG = LoggerFactory.getLogger(ExportRoutes.class);
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final ConsolePorts ports;
  private final Views views;
  private final ZoneId zone;

  ExportRoutes(ConsolePorts ports, Views views, ZoneId zone) {
    this.ports = ports;
    this.views = views;
    this.zone = zone;
  }

  void install(RoutesConfig routes) {
    routes.get("/api/v1/tickets.csv", this::tickets, Permission.EXPORT_TICKETS);
  }

  private void tickets(Context request) throws IOException {
    LocalDate first = Days.date(request, "from");
    LocalDate last = Days.date(request, "to");
    if (last.isBefore(first)) {
      throw new BadRequestResponse("to is the last day, from the first");
    }
    boolean mark = mark(request);
    Instant from = first.atStartOfDay(zone).toInstant();
    Instant to = last.plusDays(1).atStartOfDay(zone).toInstant();
    ports
        .audit()
        .write(
            Access.did(request, ports.time(), "tickets-exported", "tickets", first + " " + last));
    List<TicketExport.Row> page = ports.export().page(from, to, Optional.empty(), PAGE);
    request
        .contentType("text/csv; charset=utf-8; header=present")
        .header(
            "Content-Disposition",
            "attachment; filename=\"tickets-" + first + "-" + last + ".csv\"");
    OutputStream out = request.outputStream();
    out.write(((mark ? BYTE_ORDER_MARK : "") + Csv.line(COLUMNS)).getBytes(UTF_8));
    try {
      write(page, from, to, out);
    } catch (StoreException e) {
      LOG.atWarn().setCause(e).log("an export was broken off: the store does not answer");
      breakOff(request);
    }
  }

  private void write(List<TicketExport.Row> first, Instant from, Instant to, OutputStream out)
      throws IOException {
    List<TicketExport.Row> page = first;
    while (!page.isEmpty()) {
      StringBuilder lines = new StringBuilder();
      page.forEach(row -> lines.append(Csv.line(cells(row))));
      out.write(lines.toString().getBytes(UTF_8));
      page =
          page.size() < PAGE
              ? List.of()
              : ports.export().page(from, to, Optional.of(page.getLast()), PAGE);
    }
  }

  /** The head has gone out as if all were well: only a torn connection says that it is not. */
  static void breakOff(Context request) {
    ServletContextRequest.getServletContextRequest(request.req())
        .getConnectionMetaData()
        .getConnection()
        .close();
  }

  private List<String> cells(TicketExport.Row row) {
    Ticket ticket = row.ticket();
    return List.of(
        ticket.number().digits(),
        ticket.category(),
        row.priority().word(),
        ticket.state().word(),
        views.time(ticket.openedAt()),
        views.time(row.answerBy()),
        row.closedAt().map(views::time).orElse(""),
        ticket.language().tag(),
        ticket.identity().level().word(),
        ticket.identity().kind(),
        ticket.identity().masked(),
        ticket.operator().map(OperatorId::value).orElse(""),
        ticket.rating().map(String::valueOf).orElse(""),
        Integer.toString(ticket.calls().size()),
        Integer.toString(ticket.recordings().size()),
        ticket.endedAt().map(views::time).orElse(""),
        ticket.ending().map(Ending::word).orElse(""));
  }

  private static boolean mark(Context request) {
    String bom = request.queryParam("bom");
    if (bom == null || bom.equals("no")) {
      return false;
    }
    if (bom.equals("yes")) {
      return true;
    }
    throw new BadRequestResponse("bom is yes or no");
  }
}
