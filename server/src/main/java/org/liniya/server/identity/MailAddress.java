package org.liniya.server.identity;

import java.util.regex.Pattern;
import org.liniya.call.Secret;

/**
 * Addresses of e-mail that we send to: the dot-string form of RFC 5321 section 4.1.2, in ASCII.
 * Quoted local parts, comments, address literals and lists are refused, so that an address can be
 * nothing but one address. Stateless.
 */
public final class MailAddress {

  /** RFC 5321 section 4.5.3.1, in characters; a path has two more. */
  private static final int LONGEST = 254;

  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern FORM =
      Pattern.compile(
          "(?=[^@]{1,64}@)" + ATOM + "(?:\\." + ATOM + ")*+@" + LABEL + "(?:\\." + LABEL + ")++");

  private MailAddress() {}

  /** Whether it is one that we send to. */
  public static boolean valid(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches();
  }

  static boolean valid(Secret address) {
    return valid(address.reveal());
  }

  static DatumForm.Reading check(String text) {
    return valid(text)
        ? new DatumForm.Reading.Right(new Secret(text))
        : new DatumForm.Reading.Wrong(
            "is no e-mail address in Latin letters, as name@example.org (a Cyrillic domain: xn--…)");
  }
}
