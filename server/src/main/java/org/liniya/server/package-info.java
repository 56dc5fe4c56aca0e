/** The program: {@code Main} joins the command line and the server. */
@NullMarked
package org.liniya.server;

import org.jspecify.annotations.NullMarked;
