package org.liniya.server.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.speech.voice.Bounds;
import org.liniya.speech.voice.CommandVoice;
import org.liniya.speech.voice.Engine;
import org.liniya.speech.voice.Engines;
import org.liniya.speech.voice.HttpVoice;
import org.liniya.speech.voice.VoicePlan;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/**
 * Reads {@code voices} and {@code engines} of the section {@code speech}: who speaks which
 * language. For one thread.
 */
final class VoicesSection {

  private static final String NAME = "[a-z0-9][a-z0-9-]{0,63}";
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** A token of RFC 9110 section 5.6.2, as names of header fields are written. */
  private static final String HEADER = "[A-Za-z0-9][A-Za-z0-9-]{0,63}";

  /** Those that belong to the message, which the engine writes itself. */
  private static final Set<String> OURS =
      Set.of(
          "accept",
          "connection",
          "content-language",
          "content-length",
          "content-type",
          "expect",
          "host",
          "transfer-encoding",
          "upgrade");

  private final Secrets secrets;
  private final Problems problems;

  VoicesSection(Secrets secrets, Problems problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  /** A language that is not named has its usual voices. */
  VoicePlan read(Section speech) {
    Map<String, Engine> engines = new HashMap<>();
    speech
        .section("engines")
        .ifPresent(
            all ->
                Tables.each(
                    all,
                    (name, keys) ->
                        engine(name, keys).ifPresent(engine -> engines.put(name.value(), engine))));
    Map<Language, List<String>> voices = new HashMap<>(VoicePlan.USUAL.voices());
    speech
        .section("voices")
        .ifPresent(
            all -> {
              for (Yaml.Text tag : all.keys()) {
                Optional<Language> language = Languages.tag(tag, problems);
                List<Yaml.Text> names = all.texts(tag.value());
                language.ifPresent(l -> voices.put(l, voices(l, names, engines.keySet())));
              }
            });
    return new VoicePlan(voices, engines);
  }

  private List<String> voices(Language language, List<Yaml.Text> names, Set<String> described) {
    List<String> voices = new ArrayList<>();
    for (Yaml.Text name : names) {
      Optional<Engine.Known> known = Engines.known(name.value());
      if (known.isPresent() && !known.get().speaks(language)) {
        problems.add(
            name.place(),
            "'" + name.value() + "' has no voice of the language '" + language + "'",
            "It speaks: " + String.join(", ", tags(known.get())));
      } else if (known.isEmpty() && !described.contains(name.value())) {
        problems.add(
            name.place(),
            "there is no engine '" + name.value() + "'",
            DidYouMean.hint(name.value(), names(described)));
      } else if (voices.contains(name.value())) {
        problems.add(name.place(), "'" + name.value() + "' is named twice", "Remove one");
      } else {
        voices.add(name.value());
      }
    }
    return voices;
  }

  private static List<String> tags(Engine.Known engine) {
    return engine.languages().stream().map(Language::tag).toList();
  }

  private static Set<String> names(Set<String> described) {
    Set<String> names = new TreeSet<>(described);
    Arrays.stream(Engine.Known.values()).map(Engine.Known::word).forEach(names::add);
    return names;
  }

  private Optional<Engine> engine(Yaml.Text name, Section keys) {
    Tables.name(name, NAME, "small letters, digits and dashes", problems);
    if (Engines.known(name.value()).isPresent()) {
      problems.add(
          name.place(),
          "'" + name.value() + "' is an engine that needs no description",
          "Give yours another name, such as 'my-" + name.value() + "'");
    }
    Bounds bounds = new Bounds(timeout(keys), Bounds.USUAL.bytes());
    int version = keys.whole("version", 1, 1, 1_000_000);
    if (keys.value("command").isPresent()) {
      return command(keys).map(words -> new Engine.Command(words, bounds, version));
    }
    if (keys.value("url").isEmpty()) {
      keys.value("headers");
      keys.value("allow-personal");
      problems.add(
          name.place(),
          "the engine '" + name.value() + "' has neither 'command' nor 'url'",
          "Write 'command: [program, argument]' or 'url: https://…'");
      return Optional.empty();
    }
    return http(keys, bounds, version);
  }

  private Optional<List<String>> command(Section keys) {
    List<String> words = keys.texts("command").stream().map(Yaml.Text::value).toList();
    if (words.isEmpty() || words.getFirst().isBlank() || words.size() > 100) {
      problems.add(
          keys.placeOf("command"),
          "'command' is a program and its arguments",
          "Write it as a list: [my-voice, --language, \"{language}\"]");
      return Optional.empty();
    }
    for (String word : words) {
      boolean inside =
          (word.contains(CommandVoice.TEXT) && !word.equals(CommandVoice.TEXT))
              || (word.contains(CommandVoice.FILE) && !word.equals(CommandVoice.FILE));
      if (inside || (words.size() == 1 && word.contains(" "))) {
        problems.add(
            keys.placeOf("command"),
            "'" + word + "' is one argument, and no shell takes it apart",
            "Write each argument by itself: [my-voice, \"{text}\", -o, \"{file}\"]");
      }
    }
    return Optional.of(words);
  }

  private Optional<Engine> http(Section keys, Bounds bounds, int version) {
    Optional<URI> url = WebAddress.in(keys, "https://voice.example.org/speak");
    Map<String, Secret> headers = new HashMap<>();
    keys.section("headers").ifPresent(all -> headers(all, headers));
    HttpVoice.Trust trust =
        keys.yesNo("allow-personal", false) ? HttpVoice.Trust.PERSONAL : HttpVoice.Trust.PUBLIC;
    return url.map(at -> new Engine.Http(at, headers, trust, bounds, version));
  }

  private void headers(Section all, Map<String, Secret> headers) {
    for (Yaml.Text name : all.keys()) {
      if (!name.value().matches(HEADER)
          || OURS.contains(name.value().toLowerCase(java.util.Locale.ROOT))) {
        problems.add(
            name.place(),
            "'" + name.value() + "' is no header that may be set",
            "Use one of the service's own, such as 'Authorization'");
      }
      secrets.secret(all, name.value()).ifPresent(value -> headers.put(name.value(), value));
    }
  }

  private Duration timeout(Section keys) {
    Duration timeout = keys.span("timeout", Bounds.USUAL.time());
    if (timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
      problems.add(
          keys.placeOf("timeout"), "'timeout' is from 1ms to 1m", "20s is usual, for one text");
      return Bounds.USUAL.time();
    }
    return timeout;
  }
}
