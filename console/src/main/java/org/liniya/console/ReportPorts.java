package org.liniya.console;

import java.util.function.Supplier;
import org.liniya.port.JournalLines;
import org.liniya.port.OperatorStates;
import org.liniya.report.Targets;

/**
 * What reports are made of. Immutable.
 *
 * @param targets as they are configured now
 */
public record ReportPorts(
    JournalLines journals, OperatorStates states, Supplier<Targets> targets) {}
