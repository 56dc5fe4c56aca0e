package org.liniya.sip;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.liniya.call.CallerNumber;
import org.liniya.call.Diversion;
import org.liniya.call.NumberPlan;
import org.liniya.call.PhoneNumber;
import org.liniya.sip.trunk.Diversions;
import org.liniya.sip.trunk.HeaderAddress;
import org.liniya.sip.trunk.PhoneUri;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Target;

/**
 * Whose number is calling, and how far to believe it: P-Asserted-Identity of a trusted trunk (RFC
 * 3325), else From; nothing when the caller wants privacy (RFC 3323), and then the asserted number
 * is kept for nobody. Holds nothing.
 */
final class CallerIdentity {

  private static final Pattern EXTENSION =
      Pattern.compile("sips?:\\d{1,6}@(\\[[^\\]]+\\]|[^:;>]+)");

  /** Privacy values that hide who calls (RFC 3323 section 4.2, RFC 3325 section 9.3). */
  private static final Set<String> HIDING = Set.of("id", "user", "header");

  /** What stands in the place of a number that may not or cannot be shown. */
  private static final Set<String> NOBODY =
      Set.of("anonymous", "unavailable", "restricted", "unknown", "private");

  private CallerIdentity() {}

  static CallerNumber of(Incoming invite, Trunk trunk) {
    Optional<PhoneUri> from = uris(invite, "From").findFirst();
    if (wantsPrivacy(invite) || from.filter(CallerIdentity::isNobody).isPresent()) {
      return new CallerNumber.Withheld();
    }
    if (trunk.trusted()) {
      Optional<PhoneNumber> asserted = asserted(invite, trunk.plan());
      if (asserted.isPresent()) {
        return new CallerNumber.Network(asserted.get());
      }
    }
    return from.<CallerNumber>map(uri -> new CallerNumber.Claimed(number(uri, trunk.plan())))
        .orElseGet(CallerNumber.Withheld::new);
  }

  /** A telephone number before a name: RFC 3325 section 9.1 allows one of each kind of URI. */
  private static Optional<PhoneNumber> asserted(Incoming invite, NumberPlan plan) {
    List<PhoneNumber> all =
        uris(invite, "P-Asserted-Identity")
            .filter(uri -> !isNobody(uri))
            .map(uri -> number(uri, plan))
            .toList();
    return all.stream().filter(PhoneNumber::callable).findFirst().or(() -> first(all));
  }

  private static Optional<PhoneNumber> first(List<PhoneNumber> all) {
    return all.stream().findFirst();
  }

  /** From which numbers the call was diverted. */
  static List<Diversion> diverted(Incoming invite, Trunk trunk) {
    return Diversions.of(
        invite.headers("Diversion"), invite.headers("History-Info"), trunk.plan(), trunk.trusted());
  }

  /**
   * Whether a telephone of ours seems to call: From is an extension, up to six digits, at one of
   * our own names. Extensions that exist and that do not look the same here.
   */
  static boolean fromExtension(Incoming invite, Set<String> ourNames) {
    Matcher from = EXTENSION.matcher(invite.header("From").orElse(""));
    return invite.headers("P-Asserted-Identity").isEmpty()
        && from.find()
        && ourNames.contains(Target.canonical(from.group(1)));
  }

  private static boolean wantsPrivacy(Incoming invite) {
    return invite.headers("Privacy").stream()
        .flatMap(value -> Stream.of(value.split("[;,\\s]+", 16)))
        .map(value -> value.toLowerCase(Locale.ROOT))
        .anyMatch(HIDING::contains);
  }

  private static boolean isNobody(PhoneUri uri) {
    return NOBODY.contains(uri.user().toLowerCase(Locale.ROOT))
        || uri.host().equals("anonymous.invalid");
  }

  private static Stream<PhoneUri> uris(Incoming invite, String header) {
    return HeaderAddress.all(invite.headers(header)).stream()
        .flatMap(address -> PhoneUri.parse(address.uri()).stream());
  }

  private static PhoneNumber number(PhoneUri uri, NumberPlan plan) {
    return PhoneNumber.of(uri.canonical(plan));
  }

  /** In E.164 where that is plain; Russian numbers come as 8XXXXXXXXXX or 7XXXXXXXXXX too. */
  static PhoneNumber normalised(String user) {
    return PhoneNumber.of(NumberPlan.russian().canonical(user));
  }
}
