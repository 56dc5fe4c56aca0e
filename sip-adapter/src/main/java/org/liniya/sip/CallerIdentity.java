package org.liniya.sip;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liniya.call.CallerNumber;
import org.liniya.call.PhoneNumber;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Target;

/**
 * Whose number is calling, and how far to believe it: P-Asserted-Identity of a trusted trunk (RFC
 * 3325), else From; nothing when the caller wants privacy (RFC 3323). Holds nothing.
 */
final class CallerIdentity {

  private static final Pattern USER = Pattern.compile("(?:sips?:|tel:)([^@;>]*)");

  private static final Pattern EXTENSION =
      Pattern.compile("sips?:\\d{1,6}@(\\[[^\\]]+\\]|[^:;>]+)");

  private CallerIdentity() {}

  static CallerNumber of(Incoming invite, boolean trusted) {
    if (wantsPrivacy(invite)) {
      return new CallerNumber.Withheld();
    }
    if (trusted) {
      Optional<PhoneNumber> asserted =
          invite.headers("P-Asserted-Identity").stream()
              .map(CallerIdentity::number)
              .flatMap(Optional::stream)
              .findFirst();
      if (asserted.isPresent()) {
        return new CallerNumber.Network(asserted.get());
      }
    }
    return invite
        .header("From")
        .flatMap(CallerIdentity::number)
        .<CallerNumber>map(CallerNumber.Claimed::new)
        .orElseGet(CallerNumber.Withheld::new);
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
    boolean asked =
        invite.headers("Privacy").stream()
            .map(value -> value.toLowerCase(Locale.ROOT))
            .anyMatch(
                value ->
                    value.contains("id") || value.contains("user") || value.contains("header"));
    String from = invite.header("From").orElse("").toLowerCase(Locale.ROOT);
    return asked || from.contains("anonymous@") || from.contains("@anonymous.invalid");
  }

  private static Optional<PhoneNumber> number(String address) {
    Matcher user = USER.matcher(address);
    return user.find() && !user.group(1).isBlank()
        ? Optional.of(normalised(user.group(1)))
        : Optional.empty();
  }

  /** In E.164 where that is plain; Russian numbers come as 8XXXXXXXXXX or 7XXXXXXXXXX too. */
  static PhoneNumber normalised(String user) {
    String plain = user.replaceAll("[\\s().-]", "");
    if (plain.matches("[78]\\d{10}")) {
      return PhoneNumber.of("+7" + plain.substring(1));
    }
    return PhoneNumber.of(plain.isEmpty() ? user : plain);
  }
}
