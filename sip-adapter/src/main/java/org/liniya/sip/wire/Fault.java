package org.liniya.sip.wire;

import java.util.List;

/**
 * What is wrong with a request, as the answer that says so (RFC 3261 section 21.4). Immutable.
 *
 * @param reason the reason phrase; never a part of the request
 * @param headers further header lines of the answer, such as {@code Accept: application/sdp}
 */
record Fault(int status, String reason, List<String> headers) {

  Fault {
    headers = List.copyOf(headers);
  }

  static Fault of(int status, String reason) {
    return new Fault(status, reason, List.of());
  }

  /** 400, the answer to what cannot be understood (section 21.4.1). */
  static Fault bad(String what) {
    return of(400, "Bad Request: " + what);
  }
}
