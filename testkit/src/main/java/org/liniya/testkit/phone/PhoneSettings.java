package org.liniya.testkit.phone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link Baresip} is to be: whose telephone, with which sound and codecs. Immutable; each
 * {@code with} makes a changed copy.
 *
 * @param user the user part of its address
 * @param domain the host and port of its address: the registrar's for an operator; empty for a
 *     caller, who then is at its own address
 * @param password for digest; empty when it has none
 * @param registerEvery how long a registration lasts; zero does not register
 * @param displayName shown to the other side, may be empty
 * @param toneHertz the tone that it sends all the time unless there is a {@code voice}
 * @param voice a WAV file of 8 kHz sent instead; its end hangs the call up
 * @param codecs in the order of its offer: PCMA, PCMU
 * @param ptimeMs how much sound a packet holds
 * @param answer what it does with an incoming call
 */
public record PhoneSettings(
    String user,
    String domain,
    String password,
    Duration registerEvery,
    String displayName,
    int toneHertz,
    Optional<Path> voice,
    List<String> codecs,
    int ptimeMs,
    Answer answer) {

  /** What a telephone does with an incoming call. */
  public enum Answer {
    /** Rings until told what to do. */
    MANUAL,
    /** Answers with 200 at once. */
    AUTO,
    /** Sends 183 with sound, and rings until told what to do. */
    EARLY;

    String word() {
      return switch (this) {
        case MANUAL -> "manual";
        case AUTO -> "auto";
        case EARLY -> "early";
      };
    }
  }

  /** Copies the list. */
  public PhoneSettings {
    codecs = List.copyOf(codecs);
  }

  /** A telephone that does not register: rings by hand, A-law first, tone of 440 Hz. */
  public static PhoneSettings caller(String user) {
    return new PhoneSettings(
        user,
        "",
        "",
        Duration.ZERO,
        "",
        440,
        Optional.empty(),
        List.of("PCMA", "PCMU"),
        20,
        Answer.MANUAL);
  }

  /**
   * A telephone that registers for 60 s at a time.
   *
   * @param registrar host:port
   */
  public static PhoneSettings operator(String user, String registrar, String password) {
    return new PhoneSettings(
        user,
        registrar,
        password,
        Duration.ofSeconds(60),
        "",
        1000,
        Optional.empty(),
        List.of("PCMA", "PCMU"),
        20,
        Answer.MANUAL);
  }

  /** Sends another tone. */
  public PhoneSettings withTone(int hertz) {
    return new PhoneSettings(
        user, domain, password, registerEvery, displayName, hertz, voice, codecs, ptimeMs, answer);
  }

  /** Sends a WAV file of 8 kHz; when it ends the telephone hangs up. */
  public PhoneSettings withVoice(Path wav) {
    return new PhoneSettings(
        user,
        domain,
        password,
        registerEvery,
        displayName,
        toneHertz,
        Optional.of(wav),
        codecs,
        ptimeMs,
        answer);
  }

  /** Offers these codecs in this order. */
  public PhoneSettings withCodecs(String... names) {
    return new PhoneSettings(
        user,
        domain,
        password,
        registerEvery,
        displayName,
        toneHertz,
        voice,
        List.of(names),
        ptimeMs,
        answer);
  }

  /** Puts so much sound into a packet. */
  public PhoneSettings withPtime(int milliseconds) {
    return new PhoneSettings(
        user,
        domain,
        password,
        registerEvery,
        displayName,
        toneHertz,
        voice,
        codecs,
        milliseconds,
        answer);
  }

  /** Answers otherwise. */
  public PhoneSettings withAnswer(Answer other) {
    return new PhoneSettings(
        user,
        domain,
        password,
        registerEvery,
        displayName,
        toneHertz,
        voice,
        codecs,
        ptimeMs,
        other);
  }

  /** Registers for so long at a time; zero does not register. */
  public PhoneSettings withRegisterEvery(Duration every) {
    return new PhoneSettings(
        user, domain, password, every, displayName, toneHertz, voice, codecs, ptimeMs, answer);
  }

  /** Shows this name. */
  public PhoneSettings withDisplayName(String name) {
    return new PhoneSettings(
        user, domain, password, registerEvery, name, toneHertz, voice, codecs, ptimeMs, answer);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "PhoneSettings["
        + user
        + (domain.isEmpty() ? "" : "@" + domain)
        + ", "
        + toneHertz
        + " Hz]";
  }
}
