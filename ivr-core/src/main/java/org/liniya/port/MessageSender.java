package org.liniya.port;

import java.util.function.Consumer;
import org.liniya.call.Language;
import org.liniya.call.Secret;

/**
 * Sends a one-time code to a person. Thread-safe; nothing here blocks. Promises one answer to each
 * message, within ten seconds, unless it is cancelled. What is sent is logged nowhere.
 */
public interface MessageSender {

  /** By what it goes. */
  enum Channel {
    SMS("sms"),
    EMAIL("email");

    private final String word;

    Channel(String word) {
      this.word = word;
    }

    /** As it is written in configuration and in the journal. */
    public String word() {
      return word;
    }
  }

  /**
   * A message with a code; its words are the configuration's, in the language of the call.
   *
   * @param address a telephone in E.164 with {@code +}, or an address of RFC 5321
   */
  record Message(Channel channel, Secret address, Secret code, Language language) {}

  /** What became of it. */
  sealed interface Outcome {
    /** The gateway has taken it; whether it arrives nobody knows. */
    record Taken() implements Outcome {}

    /** The gateway does not take this address; another would do. */
    record Refused() implements Outcome {}

    /** The gateway is away, or nobody knows whether it has taken it. */
    record Failed(Services.Reason reason) implements Outcome {}
  }

  /**
   * Sends it, once.
   *
   * @param told runs on a thread of the message's own, or on the caller's; must not block
   */
  Services.Asking send(Message message, Consumer<Outcome> told);
}
