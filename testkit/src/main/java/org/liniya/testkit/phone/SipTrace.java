package org.liniya.testkit.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the SIP messages that {@code baresip -s} prints: a line {@code UDP from -> to}, then the
 * message as it was on the wire. Any thread may use it.
 */
final class SipTrace {
  private final Path log;

  SipTrace(Path log) {
    this.log = log;
  }

  /** All messages seen so far, sent and received. */
  List<SipMessage> messages() {
    List<SipMessage> messages = new ArrayList<>();
    String[] parts = text().split("(?m)^(UDP|TCP|TLS) [^ ]+ -> [^ ]+\\n", -1);
    for (int i = 1; i < parts.length; i++) {
      messages.add(SipMessage.parse(parts[i].replaceAll("\\u001B\\[[0-9;]*m#?", "")));
    }
    return messages;
  }

  Optional<String> inviteHeader(String callId, String name) {
    return messages().stream()
        .filter(
            message ->
                message.isRequest("INVITE")
                    && message.header("Call-ID").equals(Optional.of(callId)))
        .findFirst()
        .flatMap(invite -> invite.header(name));
  }

  String text() {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + log, broken);
    }
  }
}
