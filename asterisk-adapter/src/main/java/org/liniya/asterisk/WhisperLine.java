package org.liniya.asterisk;

import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what one party sends to one other: four channels that Asterisk makes for it, one of which
 * listens to the one and one of which whispers to the other. Ends with either of the two.
 * Thread-safe.
 */
final class WhisperLine {

  private static final Logger LOG = LoggerFactory.getLogger(WhisperLine.class);

  private static final String CONTEXT = "liniya-whisper";

  /** What a variable's name begins with that the channels which are called have, too. */
  private static final String INHERITED = "__";

  /**
   * Asterisk makes the channels when it comes to it, which may be after it is asked to end them.
   */
  private static final int TRIES = 20;

  private static final int AGAIN_MS = 100;

  private final String channel = RungTelephone.OURS + UUID.randomUUID();
  private final LegTools tools;

  private WhisperLine(LegTools tools) {
    this.tools = tools;
  }

  /** Begins at once, or as soon as Asterisk comes to it. */
  static WhisperLine open(AsteriskLeg from, AsteriskLeg to, LegTools tools) {
    WhisperLine line = new WhisperLine(tools);
    tools
        .manager()
        .ask(
            new Manager.Order(
                "Originate",
                Map.of(
                    "Channel",
                    "Local/from@" + CONTEXT + "/n",
                    "ChannelId",
                    line.channel,
                    "OtherChannelId",
                    line.channel + "-2",
                    "Context",
                    CONTEXT,
                    "Exten",
                    "link",
                    "Priority",
                    "1",
                    "Async",
                    "true"),
                Map.of("LINIYA_FROM", from.channel(), INHERITED + "LINIYA_TO", to.channel())),
            taken -> {
              if (!taken) {
                LOG.atError()
                    .addKeyValue("leg", to.id())
                    .log("Asterisk brings it no other party's voice; has it [{}]?", CONTEXT);
              }
            });
    return line;
  }

  void close() {
    close(TRIES);
  }

  private void close(int tries) {
    tools
        .manager()
        .ask(
            new Manager.Order("Hangup", Map.of("Channel", channel)),
            taken -> {
              if (!taken && tries > 1) {
                tools.timer().after(AGAIN_MS, () -> close(tries - 1));
              }
            });
  }
}
