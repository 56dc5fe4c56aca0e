package org.liniya.sip;

import java.util.Set;
import javax.sip.message.Response;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Messages;
import org.liniya.sip.wire.Wire;

/** What the line itself answers, to requests that are about no leg. Immutable, thread-safe. */
record EndpointReplies(Wire wire, Admission admission) {

  /** Methods that exist and that we do not serve (405); what is in no list does not exist (501). */
  private static final Set<String> UNSERVED = Set.of("MESSAGE", "PUBLISH");

  void refuse(Incoming incoming, int status) {
    wire.respond(incoming, status);
  }

  /** To OPTIONS (RFC 3261 section 11.2). */
  void capabilities(Incoming incoming) {
    Response ok = wire.messages().answer(incoming, availability());
    if (ok.getStatusCode() != Response.OK) {
      wire.messages().add(ok, "Retry-After", Long.toString(admission.retryAfter().toSeconds()));
    }
    wire.messages().add(ok, "Allow", Messages.ALLOW);
    wire.messages().add(ok, "Supported", Extensions.supported());
    wire.messages().add(ok, "Accept", "application/sdp, application/dtmf-relay, application/dtmf");
    wire.respond(incoming, ok);
  }

  /** 503 sends a proxy's callers elsewhere while we want no new ones. */
  private int availability() {
    return admission.closed().isEmpty() ? Response.OK : Response.SERVICE_UNAVAILABLE;
  }

  /** Nobody can watch anyone's state here (RFC 6665 section 4.2.1.1). */
  void unknownEvent(Incoming incoming) {
    Response response = wire.messages().answer(incoming, 489);
    wire.messages().add(response, "Allow-Events", "refer");
    wire.respond(incoming, response);
  }

  void unserved(Incoming incoming) {
    int status = UNSERVED.contains(incoming.method()) ? 405 : 501;
    Response response = wire.messages().answer(incoming, status);
    wire.messages().add(response, "Allow", Messages.ALLOW);
    wire.respond(incoming, response);
  }

  /** Something is required that we do not have (RFC 3261 section 8.2.2.3). */
  void unsupported(Incoming incoming) {
    Response response = wire.messages().answer(incoming, Response.BAD_EXTENSION);
    for (String extension : Extensions.missing(incoming)) {
      wire.messages().add(response, "Unsupported", extension);
    }
    wire.respond(incoming, response);
  }
}
