package org.liniya.sip.wire;

import gov.nist.javax.sip.message.SIPResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.header.ToHeader;
import javax.sip.message.Response;

/** A response to a request of ours. Immutable. */
public record Reply(Response response) {

  public int status() {
    return response.getStatusCode();
  }

  public boolean provisional() {
    return status() < 200;
  }

  public boolean success() {
    return status() >= 200 && status() < 300;
  }

  public Optional<String> toTag() {
    ToHeader to = (ToHeader) response.getHeader(ToHeader.NAME);
    return to == null ? Optional.empty() : Optional.ofNullable(to.getTag());
  }

  /** The Via branch: names our transaction that it answers. */
  public String branch() {
    return String.valueOf(((SIPResponse) response).getTopmostVia().getBranch());
  }

  /** Over which transport it came: that of our own Via. */
  public String transport() {
    return ((SIPResponse) response).getTopmostVia().getTransport().toLowerCase(Locale.ROOT);
  }

  public List<String> headers(String name) {
    return Incoming.values(response, name);
  }

  public Optional<String> sdp() {
    return Incoming.contentType(response)
        .filter("application/sdp"::equals)
        .map(_ -> Incoming.text(response));
  }
}
