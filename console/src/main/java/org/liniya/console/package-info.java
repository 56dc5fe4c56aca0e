/**
 * The HTTP API: what calls, tickets, operators and groups are now and were before, for people and
 * tools with a token. Start at {@link org.liniya.console.ConsoleServer}.
 */
@NullMarked
package org.liniya.console;

import org.jspecify.annotations.NullMarked;
