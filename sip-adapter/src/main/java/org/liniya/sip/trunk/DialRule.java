package org.liniya.sip.trunk;

import org.liniya.call.PhoneNumber;

/**
 * Whether a number may be dialled over a trunk now, and why not. Pure.
 *
 * <ul>
 *   <li>exact: the number is listed just as it stands: allowed, whatever the limits
 *   <li>no number: it is not in E.164 form: refused
 *   <li>no prefix: no listed beginning fits: refused
 *   <li>at once, an hour: allowed in itself, but the limit is reached: refused for now
 * </ul>
 */
public final class DialRule {

  /** How much a trunk is used. */
  public record Usage(int atOnce, int lastHour) {}

  /** The judgement. */
  public sealed interface Verdict {
    record Allowed() implements Verdict {}

    record Refused(Reason reason) implements Verdict {}
  }

  /** Why not. */
  public enum Reason {
    NO_NUMBER("no-number"),
    NO_PREFIX("no-prefix"),
    AT_ONCE("at-once"),
    AN_HOUR("an-hour");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    /** As logs and metrics name it. */
    public String word() {
      return word;
    }
  }

  private DialRule() {}

  public static Verdict judge(OutRules rules, PhoneNumber number, Usage usage) {
    String plain = number.full().reveal();
    if (rules.exact().contains(plain)) {
      return new Verdict.Allowed();
    }
    if (!number.callable()) {
      return new Verdict.Refused(Reason.NO_NUMBER);
    }
    if (rules.prefixes().stream().noneMatch(plain::startsWith)) {
      return new Verdict.Refused(Reason.NO_PREFIX);
    }
    if (usage.atOnce() >= rules.atOnce()) {
      return new Verdict.Refused(Reason.AT_ONCE);
    }
    if (usage.lastHour() >= rules.anHour()) {
      return new Verdict.Refused(Reason.AN_HOUR);
    }
    return new Verdict.Allowed();
  }
}
