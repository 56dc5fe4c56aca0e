/** The command line over a line that is not there. */
@NullMarked
package org.liniya.server.cli;

import org.jspecify.annotations.NullMarked;
