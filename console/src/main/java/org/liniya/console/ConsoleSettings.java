package org.liniya.console;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.liniya.ticket.TicketPlan;

/**
 * Where the API listens and for whom. Immutable.
 *
 * @param bind the address to listen on; loopback unless an administrator says otherwise
 * @param port TCP port; 0 takes a free one
 * @param zone whose offset the times in answers carry
 * @param plan the deadlines and departments of tickets, as they are now
 */
public record ConsoleSettings(
    String bind, int port, ZoneId zone, List<User> users, Supplier<TicketPlan> plan) {

  public ConsoleSettings {
    users = List.copyOf(users);
  }
}
