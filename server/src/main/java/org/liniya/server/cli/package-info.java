/** The command line, one class a command. Start at {@link org.liniya.server.cli.LiniyaCommand}. */
@NullMarked
package org.liniya.server.cli;

import org.jspecify.annotations.NullMarked;
