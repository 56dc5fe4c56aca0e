package org.liniya.console;

import io.javalin.security.RouteRole;

/**
 * Marks a route that needs no token. A route must say so: one that names neither this nor a {@link
 * Permission} is refused to everybody.
 */
enum OpenRoute implements RouteRole {
  TO_ALL
}
