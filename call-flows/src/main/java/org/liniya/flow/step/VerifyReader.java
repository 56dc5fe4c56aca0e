package org.liniya.flow.step;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.liniya.flow.call.Target;
import org.liniya.flow.value.Value;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.Verification.Means;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code verify}. For the thread that reads a flow. */
final class VerifyReader {

  private static final List<String> WAYS = List.of("registry", "code", "account-code");
  private static final Set<String> OF_CODE =
      Set.of("channels", "valid", "resend-after", "resends", "no-phone");
  private static final Set<String> OF_CODES =
      Set.of("length", "attempts", "wait", "between", "barge-in");

  private static final int DIGITS = 6;
  private static final int ATTEMPTS = 3;
  private static final int RESENDS = 2;
  private static final Duration VALID = Duration.ofMinutes(5);
  private static final Duration RESEND_AFTER = Duration.ofSeconds(30);
  // who waits for a message has to look at another screen
  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final StepReader in;
  private final Section section;
  private final Means means;

  private VerifyReader(StepReader in, Section section) {
    this.in = in;
    this.section = section;
    this.means = in.known().verification();
  }

  static Optional<Verify> read(StepReader in) {
    return in.main("verify").flatMap(section -> new VerifyReader(in, section).read());
  }

  private Optional<Verify> read() {
    section.needs("by");
    Optional<String> way = section.scalar("by").flatMap(this::way);
    Map<Datum, Value> with = new VerifyData(in, section).read(way.orElse(""));
    Optional<Datum> document = with.keySet().stream().filter(VerifyData::document).findFirst();
    Optional<Value> number = document.map(with::remove);
    Optional<Verify.By> by = way.map(this::by);
    List<String> prompts = prompts(way);
    Optional<Target> failed = in.requiredTarget(section, "failed");
    Optional<Target> unavailable = in.target(section, "unavailable").or(() -> failed);
    Optional<Target> noPhone = in.target(section, "no-phone").or(() -> failed);
    way.ifPresentOrElse(this::refuseKeysOfOthers, this::leaveKeys);
    section.done();
    return by.isEmpty() || number.isEmpty() || failed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Verify(
                by.get(),
                document.get(),
                number.get(),
                with,
                prompts,
                failed.get(),
                unavailable.orElse(failed.get()),
                noPhone.orElse(failed.get()),
                Ask.personOf(in)));
  }

  private Optional<String> way(Yaml.Text word) {
    if (!WAYS.contains(word.value())) {
      in.problems()
          .add(
              word.place(),
              "'verify' has no way '" + word.value() + "'",
              DidYouMean.hint(word.value(), WAYS));
      return Optional.empty();
    }
    String lacking = lacking(word.value());
    if (!lacking.isEmpty()) {
      in.problems()
          .add(
              word.place(),
              "'by: " + word.value() + "' needs " + lacking,
              "Describe what there is in identity.yaml");
      return Optional.empty();
    }
    return Optional.of(word.value());
  }

  /** What is not configured of what a way needs; empty when all is there. */
  private String lacking(String way) {
    return switch (way) {
      case "registry" -> means.registry().isEmpty() ? "a registry" : "";
      case "code" ->
          means.registry().isEmpty() || means.channels().isEmpty()
              ? "a registry and a way to send codes"
              : reachable().isEmpty() ? "a registry that knows phone or email" : "";
      default -> means.accountCodes() ? "" : "somebody who checks the codes of accounts";
    };
  }

  /** The channels for which the registry knows an address, in the order of preference. */
  private List<Channel> reachable() {
    return List.of(Channel.values()).stream().filter(this::reachable).toList();
  }

  private boolean reachable(Channel channel) {
    return means.channels().contains(channel)
        && means.registry().contains(CodeSending.datum(channel));
  }

  private Verify.By by(String way) {
    return switch (way) {
      case "registry" -> new Verify.Registry();
      case "code" ->
          new Verify.Code(
              channels(),
              keying(),
              span("valid", VALID, Duration.ofMinutes(1), Duration.ofHours(1)),
              span("resend-after", RESEND_AFTER, Duration.ofSeconds(10), Duration.ofMinutes(10)),
              section.whole("resends", RESENDS, 0, 5));
      default -> new Verify.AccountCode(keying());
    };
  }

  private Verify.Keying keying() {
    in.needs(section.place(), "no-input", "code-wrong", "one-moment");
    return new Verify.Keying(
        section.whole("length", DIGITS, 4, 8),
        section.whole("attempts", ATTEMPTS, 1, 5),
        section.span("wait", WAIT),
        section.span("between", BETWEEN),
        section.yesNo("barge-in", true));
  }

  private Duration span(String key, Duration otherwise, Duration least, Duration most) {
    Duration span = section.span(key, otherwise);
    if (span.compareTo(least) >= 0 && span.compareTo(most) <= 0) {
      return span;
    }
    in.problems()
        .add(
            section.placeOf(key),
            "'%s' is from %s to %s".formatted(key, shown(least), shown(most)),
            "Write such as " + shown(otherwise));
    return otherwise;
  }

  private static String shown(Duration span) {
    long seconds = span.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  private List<Channel> channels() {
    List<Yaml.Text> named = section.texts("channels");
    if (section.value("channels").isPresent()) {
      Map<Channel, Yaml.Text> channels = new LinkedHashMap<>();
      named.forEach(word -> channel(word).ifPresent(channel -> channels.put(channel, word)));
      channels.keySet().forEach(this::sayable);
      return List.copyOf(channels.keySet());
    }
    reachable().forEach(this::sayable);
    return reachable();
  }

  private void sayable(Channel channel) {
    in.needs(section.place(), "code-sent-" + channel.word());
  }

  private Optional<Channel> channel(Yaml.Text word) {
    for (Channel channel : Channel.values()) {
      if (channel.word().equals(word.value())) {
        if (reachable(channel)) {
          return Optional.of(channel);
        }
        in.problems()
            .add(
                word.place(),
                "codes cannot be sent by '" + word.value() + "'",
                "It needs a sender and, in the registry, '"
                    + CodeSending.datum(channel).word()
                    + "'; see identity.yaml");
        return Optional.empty();
      }
    }
    in.problems()
        .add(
            word.place(),
            "there is no channel '" + word.value() + "'",
            DidYouMean.hint(
                word.value(), List.of(Channel.values()).stream().map(Channel::word).toList()));
    return Optional.empty();
  }

  private List<String> prompts(Optional<String> way) {
    List<String> own = in.prompts(section, "prompt");
    way.ifPresent(
        word -> {
          switch (word) {
            case "code" -> {
              in.needs(section.place(), "code-expired", "code-not-yet");
              usual("enter-code");
            }
            case "account-code" -> usual("enter-account-code");
            default -> in.needs(section.place(), "one-moment");
          }
        });
    return own.isEmpty() ? usualPrompts(way.orElse("")) : own;
  }

  private void usual(String prompt) {
    if (section.value("prompt").isEmpty()) {
      in.needs(section.place(), prompt);
    }
  }

  private static List<String> usualPrompts(String way) {
    return switch (way) {
      case "code" -> List.of("enter-code");
      case "account-code" -> List.of("enter-account-code");
      default -> List.of();
    };
  }

  private void refuseKeysOfOthers(String way) {
    if (!way.equals("code")) {
      OF_CODE.forEach(key -> refuse(key, way, "'by: code'"));
    }
    if (way.equals("registry")) {
      OF_CODES.forEach(key -> refuse(key, way, "ways with a code"));
    }
  }

  /** Without a way nobody knows which keys are right. */
  private void leaveKeys() {
    Stream.concat(OF_CODE.stream(), OF_CODES.stream()).forEach(section::value);
  }

  private void refuse(String key, String way, String whose) {
    section
        .value(key)
        .ifPresent(
            _ ->
                in.problems()
                    .add(
                        section.placeOfKey(key),
                        "'" + key + "' means nothing with 'by: " + way + "'",
                        "Remove it; it is for " + whose));
  }
}
