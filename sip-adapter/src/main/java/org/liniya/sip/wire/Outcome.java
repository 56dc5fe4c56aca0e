package org.liniya.sip.wire;

import java.util.function.Consumer;

/**
 * Hears what becomes of a request of ours. Called on jain-sip's threads: must only hand over. For
 * an INVITE, 2xx may come several times (forks and retransmissions, RFC 3261 section 13.2.2.4).
 */
public interface Outcome {

  void reply(Reply reply);

  /** No final answer came, or the network refused; nothing follows. */
  void failed();

  /** For requests of which only an answer changes anything. */
  static Outcome answered(Consumer<Reply> then) {
    return new Outcome() {
      @Override
      public void reply(Reply reply) {
        then.accept(reply);
      }

      @Override
      public void failed() {}
    };
  }

  /** For requests whose answer changes nothing. */
  static Outcome ignored() {
    return new Outcome() {
      @Override
      public void reply(Reply reply) {}

      @Override
      public void failed() {}
    };
  }
}
