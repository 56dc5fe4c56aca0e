package org.liniya.sip;

import java.time.Duration;
import javax.sip.message.Response;
import org.liniya.call.EndCause;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Messages;

/** What a leg answers, always under its own tag. Immutable, thread-safe. */
record LegReplies(LegTools tools, String localTag) {

  void respond(Incoming incoming, int status) {
    tools.wire().respond(incoming, tools.wire().messages().answer(incoming, status, localTag));
  }

  /** Not now, but soon (RFC 3261 section 14.2, RFC 3311 section 5.2). */
  void later(Incoming incoming) {
    Response response = tools.wire().messages().answer(incoming, 500, localTag);
    tools.wire().messages().add(response, "Retry-After", "2");
    tools.wire().respond(incoming, response);
  }

  /** Refuses the INVITE of a caller. */
  void refuse(Incoming invite, EndCause cause) {
    Response refusal = tools.wire().messages().answer(invite, Refusals.status(cause), localTag);
    if (cause == EndCause.UNAVAILABLE) {
      Duration wait = tools.limits().retryAfter();
      tools.wire().messages().add(refusal, "Retry-After", Long.toString(wait.toSeconds()));
    }
    tools.wire().messages().add(refusal, Q850.HEADER, Q850.reason(cause));
    tools.wire().respond(invite, refusal);
  }

  /** The session would expire sooner than we want (RFC 4028 section 9). */
  void tooShort(Incoming incoming) {
    Response refusal = tools.wire().messages().answer(incoming, 422, localTag);
    tools.wire().messages().add(refusal, "Min-SE", shortest());
    tools.wire().respond(incoming, refusal);
  }

  private String shortest() {
    return Long.toString(tools.limits().shortestSession().toSeconds());
  }

  /** Where we can be reached by who sent this. */
  String contact(Incoming incoming) {
    return tools.wire().messages().contact("", incoming.transport());
  }

  /** An answer that says where we can be reached and what we can do. */
  Response withContact(Incoming incoming, int status) {
    Messages messages = tools.wire().messages();
    Response response = messages.answer(incoming, status, localTag);
    messages.add(response, "Contact", contact(incoming));
    messages.add(response, "Allow", Messages.ALLOW);
    messages.add(response, "Supported", Extensions.supported());
    return response;
  }
}
