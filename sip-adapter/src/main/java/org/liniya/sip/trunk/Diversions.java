package org.liniya.sip.trunk;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.liniya.call.CallerNumber;
import org.liniya.call.Diversion;
import org.liniya.call.NumberPlan;
import org.liniya.call.PhoneNumber;

/**
 * From which numbers a call was diverted to us, the latest first: Diversion (RFC 5806) and, where
 * it says nothing, History-Info (RFC 7044, RFC 4244). At most {@value #MOST}. Pure.
 */
public final class Diversions {

  static final int MOST = 5;

  private static final String UNKNOWN = "unknown";

  /** RFC 5806 section 4; any other word of the network becomes {@code unknown}. */
  private static final Set<String> REASONS =
      Set.of(
          UNKNOWN,
          "user-busy",
          "no-answer",
          "unavailable",
          "unconditional",
          "time-of-day",
          "do-not-disturb",
          "deflection",
          "follow-me",
          "out-of-service",
          "away");

  private static final Pattern CAUSE = Pattern.compile("(?i)cause\\s*=\\s*(\\d{3})");

  private Diversions() {}

  /**
   * Reads the lines of both headers.
   *
   * @param trusted whether the trunk is believed; else the numbers are only claimed
   */
  public static List<Diversion> of(
      List<String> diversion, List<String> historyInfo, NumberPlan plan, boolean trusted) {
    List<Diversion> told =
        HeaderAddress.all(diversion).stream()
            .flatMap(value -> diverted(value, plan, trusted).stream())
            .limit(MOST)
            .toList();
    return told.isEmpty()
        ? history(HeaderAddress.all(historyInfo), plan, trusted).limit(MOST).toList()
        : told;
  }

  private static Optional<Diversion> diverted(
      HeaderAddress value, NumberPlan plan, boolean trusted) {
    String reason = value.parameters().getOrDefault("reason", UNKNOWN);
    String privacy = value.parameters().getOrDefault("privacy", "off");
    return from(value, plan, trusted, privacy.equals("full") || privacy.equals("uri"))
        .map(number -> new Diversion(number, REASONS.contains(reason) ? reason : UNKNOWN));
  }

  private static Optional<CallerNumber> from(
      HeaderAddress value, NumberPlan plan, boolean trusted, boolean hidden) {
    return PhoneUri.parse(value.uri())
        .map(
            uri -> {
              PhoneNumber number = PhoneNumber.of(uri.canonical(plan));
              if (hidden) {
                return new CallerNumber.Withheld();
              }
              return trusted ? new CallerNumber.Network(number) : new CallerNumber.Claimed(number);
            });
  }

  /**
   * An entry was diverted from when a later one names it as mapped from ({@code mp}, RFC 7044
   * section 5), or, in the older form, when its URI carries the Reason why it was left.
   */
  private static Stream<Diversion> history(
      List<HeaderAddress> entries, NumberPlan plan, boolean trusted) {
    Map<String, String> leftFor = new HashMap<>();
    for (HeaderAddress entry : entries) {
      String mapped = entry.parameters().getOrDefault("mp", "");
      if (!mapped.isEmpty()) {
        leftFor.put(mapped, cause(entry.uri()));
      }
    }
    List<Diversion> found = new ArrayList<>();
    for (HeaderAddress entry : entries) {
      String index = entry.parameters().getOrDefault("index", "");
      String own = headersOf(entry.uri());
      boolean carriesReason = leftFor.isEmpty() && own.toLowerCase(Locale.ROOT).contains("reason=");
      if (!leftFor.containsKey(index) && !carriesReason) {
        continue;
      }
      String later = leftFor.getOrDefault(index, UNKNOWN);
      String reason = later.equals(UNKNOWN) ? cause(own) : later;
      boolean hidden = own.toLowerCase(Locale.ROOT).contains("privacy=");
      from(entry, plan, trusted, hidden)
          .ifPresent(number -> found.add(new Diversion(number, reason)));
    }
    return found.reversed().stream();
  }

  private static String headersOf(String uri) {
    int question = uri.indexOf('?');
    try {
      return question < 0
          ? ""
          : URLDecoder.decode(uri.substring(question + 1), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** RFC 4458 section 2 and its table of causes, also used by the older form. */
  private static String cause(String text) {
    Matcher cause = CAUSE.matcher(text);
    if (!cause.find()) {
      return UNKNOWN;
    }
    return switch (cause.group(1)) {
      case "302" -> "unconditional";
      case "486" -> "user-busy";
      case "408" -> "no-answer";
      case "480", "487" -> "deflection";
      case "503" -> "unavailable";
      default -> UNKNOWN;
    };
  }
}
