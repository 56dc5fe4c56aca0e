package org.liniya.console;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.UnauthorizedResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.port.Audit;
import org.liniya.port.Time;

/**
 * Lets a request through when its bearer token (RFC 6750 section 2.1) is that of a user whose role
 * has the route's permission. Runs on the request's virtual thread before the route; keeps nothing.
 */
final class Access {

  private static final String USER = "user";
  private static final String ROLE = "role";
  private static final String SCHEME = "Bearer ";
  private static final Pattern OPERATOR = Pattern.compile("/operators/([A-Za-z0-9._-]{1,32})/");

  private final List<User> users;
  private final RefusedLogins refused;
  private final Audit audit;
  private final Time time;

  Access(List<User> users, RefusedLogins refused, Audit audit, Time time) {
    this.users = users;
    this.refused = refused;
    this.audit = audit;
    this.time = time;
  }

  /** A route that does not say who may use it is for nobody. */
  void check(Context request) {
    if (request.routeRoles().contains(OpenRoute.TO_ALL)) {
      return;
    }
    User user = user(request);
    Permission needed =
        request.routeRoles().stream()
            .filter(Permission.class::isInstance)
            .map(Permission.class::cast)
            .findFirst()
            .orElseThrow(() -> new ForbiddenResponse("nobody may use this"));
    request.attribute(USER, user.name());
    request.attribute(ROLE, user.role());
    if (!user.role().may(needed)) {
      if (needed == Permission.SUPERVISE_TALKS) {
        audit.write(
            did(
                request,
                time,
                "supervision-refused",
                "role " + user.role().word(),
                about(request)));
      }
      throw new ForbiddenResponse(
          "the role " + user.role().word() + " does not have the permission " + needed.word());
    }
  }

  /** The operator that a path names; nothing else that somebody may have put there. */
  private static String about(Context request) {
    Matcher operator = OPERATOR.matcher(request.path());
    return operator.find() ? "operator " + operator.group(1) : "";
  }

  /** The name of the user behind a request that was let through. */
  static String userName(Context request) {
    String name = request.attribute(USER);
    return name == null ? "" : name;
  }

  /** Whether the user behind a request that was let through may also do that. */
  static boolean may(Context request, Permission permission) {
    Role role = request.attribute(ROLE);
    return role != null && role.may(permission);
  }

  /** An entry of the audit about what the user of this request does. */
  static Audit.Entry did(Context request, Time time, String action, String about, String detail) {
    return new Audit.Entry(time.now(), userName(request), action, about, detail);
  }

  private User user(Context request) {
    String header = request.header("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw unauthorized(request, "a bearer token is needed");
    }
    TokenHash given = TokenHash.of(header.substring(SCHEME.length()).strip());
    Optional<User> found = Optional.empty();
    for (User user : users) { // all of them, always: time must not tell whose token was near
      if (user.token().matches(given)) {
        found = Optional.of(user);
      }
    }
    if (found.isEmpty()) {
      refused.note(request.ip());
    }
    return found.orElseThrow(() -> unauthorized(request, "this token is not known"));
  }

  private static UnauthorizedResponse unauthorized(Context request, String why) {
    request.header("WWW-Authenticate", "Bearer realm=\"liniya\"");
    return new UnauthorizedResponse(why);
  }
}
