package org.liniya.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A configuration for what is not about the menu: a ticket, the queue of the group {@code other},
 * the end. A telephone rings for fifteen seconds, which a busy machine needs now and then; wrap-up
 * is one. Holds nothing.
 */
final class ShortFlow {
  private static final String FLOW =
      """
      flow: hotline
      languages: [ru, en]
      answer: { after: ANSWER }
      start: open-ticket
      trouble: operator

      steps:
        open-ticket:
          ticket: { open: { category: other, identity: =caller.identity } }

        operator:
          queue:
            skill-group: other
            announce: { position: no }
            timeout: { wait: 15m, go: end }
            served: end

        end:
          hangup: normal
      """;

  private ShortFlow() {}

  /** Puts it into a folder, usually a {@code @TempDir}; calls are answered at once. */
  static Path in(Path folder) {
    return in(folder, "0s");
  }

  /** Puts it into a folder; calls ring for so long, as the flow language writes it. */
  static Path in(Path folder, String answerAfter) {
    return copy(folder, answerAfter).folder();
  }

  /** Puts it into a folder, for further changes. */
  static ConfigCopy copy(Path folder, String answerAfter) {
    ConfigCopy copy = ConfigCopy.in(folder).everyGroup("wrap-up: 1s\n  ring-timeout: 15s");
    try {
      Files.writeString(folder.resolve("flows/hotline.yaml"), FLOW.replace("ANSWER", answerAfter));
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot write the flow", broken);
    }
    return copy;
  }

  /** Puts it into a folder, with calls recorded after a notice. */
  static ConfigCopy recorded(Path folder) {
    return copy(folder, "0s")
        .replace(
            "flows/hotline.yaml",
            "(?m)^start: .*$",
            "recording: { from: recording-notice }\nstart: notice")
        .replace(
            "flows/hotline.yaml",
            "(?m)^steps:$",
            "steps:\n  notice:\n    say: [recording-notice]\n");
  }
}
