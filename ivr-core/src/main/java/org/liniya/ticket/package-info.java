/**
 * The numbered record (обращение) of what a caller asked for: its number, its life, its deadlines,
 * who is told of them, and what is computed from many. Pure rules; start at {@link
 * org.liniya.ticket.TicketRules}.
 */
@NullMarked
package org.liniya.ticket;

import org.jspecify.annotations.NullMarked;
