package org.liniya.testkit.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;

/** Adds to a folder of configuration files what a test wants in it. */
final class AsteriskFiles {
  private AsteriskFiles() {}

  /** Writes passwords and additions; the password of AMI's user. */
  static String write(Path etc, AsteriskSettings settings) {
    try {
      String secret = UUID.randomUUID().toString();
      Files.writeString(etc.resolve("liniya-secret.conf"), "secret = " + secret + "\n");
      Files.writeString(
          etc.resolve("liniya-passwords.conf"),
          passwords(Files.readString(etc.resolve("liniya-pjsip.conf")), settings.passwords()));
      for (Map.Entry<String, String> each : settings.extra().entrySet()) {
        Files.writeString(
            etc.resolve(each.getKey()),
            each.getValue(),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
      return secret;
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write into " + etc, broken);
    }
  }

  private static String passwords(String shipped, Map<String, String> passwords) {
    StringBuilder text = new StringBuilder();
    passwords.forEach(
        (name, password) -> {
          if (!shipped.contains("[" + name + "](liniya-operator)")) {
            text.append(operator(name));
          }
          text.append("[%s](+type=auth)\npassword = %s\n".formatted(name, password));
        });
    return text.toString();
  }

  /** As the shipped ones are. */
  private static String operator(String name) {
    return """
    [%1$s](liniya-operator)
    auth = %1$s
    aors = %1$s
    callerid = "Operator %1$s" <%1$s>
    [%1$s](liniya-operator-auth)
    username = %1$s
    [%1$s](liniya-operator-aor)
    """
        .formatted(name);
  }
}
