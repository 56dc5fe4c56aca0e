package org.liniya.console;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what never reaches a route (a broken request line, headers too long) as problem details
 * (RFC 9457), without Jetty's page that would name its version and causes. Stateless.
 */
final class JettyProblems implements Request.Handler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    String body =
        "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"\"}"
            .formatted(HttpProblems.title(status), status);
    Content.Sink.write(response, true, body, callback);
    return true;
  }
}
