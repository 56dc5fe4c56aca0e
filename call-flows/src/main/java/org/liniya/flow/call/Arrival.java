package org.liniya.flow.call;

import java.time.Instant;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;

/**
 * How a call came in. Immutable.
 *
 * @param to the called number
 */
public record Arrival(CallId call, CallerNumber from, String to, Instant at) {}
