package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.router.EndpointNotFound;
import org.liniya.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what goes wrong in a route into problem details (RFC 9457). What is our fault is logged
 * with its stack and answered without it. Stateless.
 */
final class HttpProblems {

  private static final Logger log = LoggerFactory.getLogger(HttpProblems.class);
  private static final String TYPE = "application/problem+json";

  private HttpProblems() {}

  /** RFC 9457 section 3.1; {@code type} is about:blank, so {@code title} is the status' phrase. */
  record Details(String type, String title, int status, String detail) {}

  static void install(RoutesConfig routes) {
    routes.exception(
        HttpResponseException.class, (e, request) -> answer(request, e.getStatus(), text(e)));
    routes.exception(StoreException.class, HttpProblems::storeAway);
    routes.exception(Exception.class, HttpProblems::fault);
  }

  private static void storeAway(StoreException e, Context request) {
    log.atWarn()
        .addKeyValue("route", request.endpoint().path)
        .setCause(e)
        .log("the store does not answer");
    request.header("Retry-After", "5");
    answer(request, 503, "the store does not answer; try again");
  }

  private static void fault(Exception e, Context request) {
    log.atError().addKeyValue("route", request.endpoint().path).setCause(e).log("a request failed");
    answer(request, 500, "a fault of the server; its log says more");
  }

  /**
   * Javalin would repeat a path that leads nowhere: whoever sent it may have put anything there.
   */
  private static String text(HttpResponseException e) {
    if (e instanceof EndpointNotFound) {
      return "there is nothing at this address";
    }
    String message = e.getMessage();
    return message == null ? "" : message;
  }

  private static void answer(Context request, int status, String detail) {
    request
        .status(status)
        .json(new Details("about:blank", title(status), status, detail))
        .contentType(TYPE);
  }

  static String title(int status) {
    return HttpStatus.forStatus(status).getMessage();
  }
}
