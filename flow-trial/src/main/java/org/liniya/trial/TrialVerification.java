package org.liniya.trial;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.liniya.identity.GuessBook;
import org.liniya.identity.RandomCodes;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.CodeSource;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.Services.Reason;
import org.liniya.port.Time;
import org.liniya.port.Verification;
import org.liniya.testkit.call.FakeAccountCodes;
import org.liniya.testkit.call.FakeInbox;
import org.liniya.testkit.call.FakeMessages;
import org.liniya.testkit.call.FakeRegistry;

/** All means of verification, as far as a trial says what stands behind them. Stateless. */
final class TrialVerification {

  private TrialVerification() {}

  static Verification of(Verifiable given, FakeInbox inbox, Time time) {
    Set<Channel> channels = EnumSet.allOf(Channel.class);
    FakeRegistry registry = new FakeRegistry(inbox);
    FakeMessages messages = new FakeMessages(inbox, channels);
    FakeAccountCodes accountCodes = new FakeAccountCodes(inbox);
    given.registry().forEach(registry::stands);
    given.accountCode().ifPresent(accountCodes::showsEverybody);
    if (given.away()) {
      registry.away(Reason.UNREACHABLE);
      channels.forEach(messages::fails);
      accountCodes.away(Reason.UNREACHABLE);
    }
    // nothing that is kept for one trial is worth a key
    GuessBook guesses = new GuessBook(time, new byte[1], GuessBook.Limits.DEFAULT, _ -> {});
    return new Verification(
        new Verification.Means(Set.copyOf(Arrays.asList(Datum.values())), channels, true),
        registry,
        messages,
        accountCodes,
        guesses,
        new Codes(given, new RandomCodes(new Random(1))));
  }

  private record Codes(Verifiable given, RandomCodes random) implements CodeSource {

    @Override
    public Fresh fresh(int digits) {
      return given.code().orElseGet(() -> random.fresh(digits));
    }

    @Override
    public byte[] salt() {
      return random.salt();
    }
  }
}
