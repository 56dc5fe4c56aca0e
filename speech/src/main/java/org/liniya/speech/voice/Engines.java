package org.liniya.speech.voice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.Language;
import org.liniya.port.SpeechSynthesizer;

/** Makes engines of their descriptions. Stateless. */
public final class Engines {

  private Engines() {}

  /** The engine that needs no description; empty when no such is known. */
  public static Optional<Engine.Known> known(String name) {
    return Arrays.stream(Engine.Known.values())
        .filter(each -> each.word().equals(name))
        .findFirst();
  }

  static SpeechSynthesizer make(
      String name, Language language, Pronunciation pronunciation, Map<String, Engine> described) {
    Engine engine =
        Optional.ofNullable(described.get(name))
            .or(() -> known(name))
            .orElseThrow(() -> new IllegalArgumentException("no engine '" + name + "'"));
    return switch (engine) {
      case Engine.Known known -> known(known, language, pronunciation);
      case Engine.Command own -> own(name, own, language);
      case Engine.Http http ->
          new HttpVoice(
              language,
              new HttpVoice.Service(
                  described(name, language, http.version(), http.url().toString()),
                  http.url(),
                  http.headers(),
                  http.trust()),
              http.bounds());
    };
  }

  private static SpeechSynthesizer own(String name, Engine.Command own, Language language) {
    List<String> command =
        own.command().stream().map(part -> part.replace("{language}", language.tag())).toList();
    return new CommandVoice(
        language,
        described(name, language, own.version(), String.join("\0", command)),
        command,
        "Install it, or correct 'command' of the engine '" + name + "'",
        own.bounds());
  }

  private static SpeechSynthesizer known(
      Engine.Known engine, Language language, Pronunciation pronunciation) {
    return switch (engine) {
      case FESTIVAL -> new FestivalVoice(pronunciation.sounds(), Bounds.USUAL);
      case FREETTS -> new FreeTtsVoice();
      case ESPEAK_NG ->
          new CommandVoice(
              language,
              voice("espeak-ng", language, 1),
              List.of("espeak-ng", "-v", language.tag(), "-s", "150", "--stdin", "--stdout"),
              "Debian: apt-get install espeak-ng",
              Bounds.USUAL);
      case FLITE ->
          new CommandVoice(
              language,
              "flite/slt/1",
              List.of("flite", "-voice", "slt", "-t", CommandVoice.TEXT, "-o", CommandVoice.FILE),
              "Debian: apt-get install flite",
              Bounds.USUAL);
      case RHVOICE -> rhvoice(language, language.equals(Language.RU) ? "anna" : "slt");
    };
  }

  private static SpeechSynthesizer rhvoice(Language language, String person) {
    return new CommandVoice(
        language,
        "rhvoice/" + person + "/1",
        List.of("RHVoice-test", "-p", person, "-o", CommandVoice.FILE),
        "Install RHVoice with the voice '" + person + "' (rhvoice.org); mind the voice's licence",
        Bounds.USUAL);
  }

  /** Another command is another voice, whether or not its version was raised. */
  private static String described(
      String engine, Language language, int version, String description) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(description.getBytes(StandardCharsets.UTF_8));
      return voice(engine, language, version) + "-" + HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String voice(String engine, Language language, int version) {
    return engine + "/" + language + "/" + version;
  }
}
