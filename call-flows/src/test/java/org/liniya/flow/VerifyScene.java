package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.liniya.call.JournalEvent.IdentityChanged;
import org.liniya.call.JournalEvent.ServiceAsked;
import org.liniya.call.Key;
import org.liniya.call.Secret;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.MessageSender.Message;
import org.liniya.testkit.call.FakeRecordingPort.FakeRecording;

/** A flow that verifies somebody whom the registry knows, and a caller of it. */
final class VerifyScene {

  static final String SNILS = "11223344595";
  static final String BORN = "01021980";
  static final String PHONE = "+79990000077";
  static final String EMAIL = "caller@example.org";

  private static final String NO_PHONE = "  no-phone: { say: [sorry], next: end }";

  final Scenario caller = new Scenario();

  /** What the caller has said before. */
  private String said = "caller.snils: \"" + SNILS + "\", caller.birthday: \"" + BORN + "\"";

  VerifyScene() {
    caller.registry.knows(
        SNILS, Map.of(Datum.BIRTH_DATE, BORN, Datum.PHONE, PHONE, Datum.EMAIL, EMAIL));
    caller.accountCodes.shows(SNILS, "471108");
  }

  VerifyScene says(String fields) {
    said = fields;
    return this;
  }

  /** The steps that a call passes with this {@code verify}. */
  List<String> run(String verify) {
    caller.run(flow(verify));
    nothingEscaped();
    return caller.steps();
  }

  Flow flow(String verify) {
    boolean byCode = verify.contains("by: code");
    return Config.read(
        "f",
        """
        flow: verifying
        languages: [ru]
        recording: { from: recording-notice }
        trouble: trouble
        always: { keys: { "0": person } }
        variables:
          again: yes-no
        steps:
          welcome:
            say: [welcome, recording-notice]
          said:
            set: { %s }
          verify:
            verify: { %s, unavailable: unavailable%s }
          verified:
            say: [thank-you]
            next: end
          failed:
            say: [snils-failed]
            next: end
          unavailable:
            say: [no-service]
            next: end
        %s
          trouble:
            say: [trouble]
          person:
            queue: { skill-group: other, served: end }
          end:
            hangup: normal
        """
            .formatted(
                said,
                verify.contains("failed:") ? verify : verify + ", failed: failed",
                byCode ? ", no-phone: no-phone" : "",
                byCode ? NO_PHONE : ""));
  }

  /** The last code that was sent. */
  String code() {
    return caller.messages.taken().getLast().code().reveal();
  }

  /** Presses the code that was sent last, by then. */
  void pressesTheCode() {
    caller.then(_ -> pressNow(code()));
  }

  /** As many digits, and another one. */
  void pressesAWrongCode() {
    caller.then(_ -> pressNow(wrong(code())));
  }

  static String wrong(String code) {
    char last = code.charAt(code.length() - 1);
    return code.substring(0, code.length() - 1) + (last == '9' ? '0' : (char) (last + 1));
  }

  void pressNow(String keys) {
    keys.chars().forEach(key -> caller.leg.presses(new Key((char) key)));
  }

  /** When the recording was silenced, and when no longer. */
  List<Boolean> silences() {
    return caller.recordings.of(caller.call).orElseThrow().silences().stream()
        .map(FakeRecording.Silence::silent)
        .toList();
  }

  List<String> levels() {
    return caller.events(IdentityChanged.class).stream().map(IdentityChanged::level).toList();
  }

  List<String> asked() {
    return caller.events(ServiceAsked.class).stream()
        .map(asked -> asked.service() + " " + asked.outcome())
        .toList();
  }

  /** Neither a code nor anything personal is in the journal or was spoken. */
  private void nothingEscaped() {
    Set<String> secrets =
        caller.messages.taken().stream()
            .map(Message::code)
            .map(Secret::reveal)
            .collect(Collectors.toSet());
    secrets.addAll(Set.of(SNILS, BORN, PHONE, EMAIL, "471108"));
    secrets.forEach(
        secret -> {
          assertThat(caller.events().toString()).doesNotContain(secret);
          assertThat(caller.digitsHeard()).doesNotContain(secret);
        });
  }
}
