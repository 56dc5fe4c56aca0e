package org.liniya.flow;

import java.util.Random;
import java.util.Set;
import org.liniya.identity.GuessBook;
import org.liniya.identity.RandomCodes;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.Verification;
import org.liniya.testkit.call.FakeAccountCodes;
import org.liniya.testkit.call.FakeInbox;
import org.liniya.testkit.call.FakeMessages;
import org.liniya.testkit.call.FakeRegistry;
import org.liniya.testkit.call.FakeTime;

/** All means of verification, with fakes behind them and the real book of guesses. */
final class FakeVerification {

  final FakeRegistry registry;
  final FakeMessages messages;
  final FakeAccountCodes accountCodes;
  final GuessBook guesses;
  private boolean breaks;

  FakeVerification(FakeInbox inbox, FakeTime time) {
    registry = new FakeRegistry(inbox);
    messages = new FakeMessages(inbox, Set.of(Channel.values()));
    accountCodes = new FakeAccountCodes(inbox);
    guesses = new GuessBook(time, new byte[32], GuessBook.Limits.DEFAULT, _ -> {});
  }

  /** From now on its ports throw, which they promise not to, or work again. */
  void breaks(boolean on) {
    breaks = on;
  }

  Verification ports() {
    return new Verification(
        Config.MEANS,
        (who, told) -> {
          mayBreak();
          return registry.look(who, told);
        },
        (message, told) -> {
          mayBreak();
          return messages.send(message, told);
        },
        (who, code, told) -> {
          mayBreak();
          return accountCodes.check(who, code, told);
        },
        guesses,
        new RandomCodes(new Random(7)));
  }

  private void mayBreak() {
    if (breaks) {
      throw new IllegalStateException("a test said so");
    }
  }
}
