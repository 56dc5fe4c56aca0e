/**
 * How well the line did, from the journals of its calls and the states of its operators: {@link
 * org.liniya.report.CallFacts} is one call, {@link org.liniya.report.ReportRow} the figures of
 * many. Pure functions of what is stored.
 */
@NullMarked
package org.liniya.report;

import org.jspecify.annotations.NullMarked;
