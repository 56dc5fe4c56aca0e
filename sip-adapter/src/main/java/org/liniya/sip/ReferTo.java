package org.liniya.sip;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.ReferToHeader;
import org.liniya.sip.wire.Incoming;

/** What a REFER asks for, read from its Refer-To (RFC 3515 section 2.1). Immutable. */
sealed interface ReferTo {

  /**
   * Only the user part of the URI counts: we pass nobody on to another server by its address.
   *
   * @param replaces names another dialog of the one who asks (RFC 3891): attended transfer
   */
  record Wanted(String dialled, Optional<Replaced> replaces) implements ReferTo {}

  /** Cannot be done, whoever asks. */
  record Bad(int status, String why) implements ReferTo {}

  static ReferTo of(Incoming refer) {
    List<String> values = refer.headers(ReferToHeader.NAME);
    if (values.size() != 1) {
      return new Bad(400, "not one Refer-To"); // RFC 3515 section 2.4.2
    }
    if (!(refer.request().getHeader(ReferToHeader.NAME) instanceof ReferToHeader header)) {
      return new Bad(400, "Refer-To cannot be read");
    }
    try {
      return wanted(header.getAddress().getURI());
    } catch (IllegalArgumentException e) {
      return new Bad(400, "Refer-To is badly escaped");
    }
  }

  private static ReferTo wanted(URI uri) {
    return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
      case "sip", "sips", "tel" -> {
        String dialled = DialledUri.decoded(DialledUri.user(uri));
        yield uri instanceof SipURI sip
            ? ofSip(sip, dialled)
            : new Wanted(dialled, Optional.empty());
      }
      default ->
          DialledUri.user(uri).isEmpty()
              ? new Bad(416, "a scheme that we do not dial")
              : new Wanted(DialledUri.user(uri), Optional.empty());
    };
  }

  private static ReferTo ofSip(SipURI uri, String dialled) {
    String method = uri.getMethodParam();
    if (method != null && !method.equalsIgnoreCase("INVITE")) {
      return new Bad(403, "another method than INVITE");
    }
    Optional<String> value = replacesHeader(uri);
    if (value.isEmpty()) {
      return new Wanted(dialled, Optional.empty());
    }
    Optional<Replaced> replaces = Replaced.parse(DialledUri.decoded(value.get()));
    return replaces.isEmpty()
        ? new Bad(400, "Replaces cannot be read")
        : new Wanted(dialled, replaces);
  }

  private static Optional<String> replacesHeader(SipURI uri) {
    for (Iterator<?> names = uri.getHeaderNames(); names.hasNext(); ) {
      String name = (String) names.next();
      if (name.equalsIgnoreCase("Replaces")) {
        return Optional.ofNullable(uri.getHeader(name));
      }
    }
    return Optional.empty();
  }
}
