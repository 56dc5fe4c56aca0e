package org.liniya.server.run;

import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How the front end behind an Asterisk is. Thread-safe; asked for each time anew.
 *
 * @param connected whether the manager's connection is up
 * @param lost how many times it was lost since the start
 * @param channels how many channels of Asterisk are served now
 */
record AsteriskWatch(BooleanSupplier connected, LongSupplier lost, IntSupplier channels) {}
