package org.liniya.port;

import java.time.Duration;
import java.util.Set;
import org.liniya.call.CallerNumber;
import org.liniya.person.LookUp;

/**
 * All that the step {@code verify} needs from outside, and what of it is there. Immutable.
 *
 * @param means what is configured; the ports of the rest answer {@code UNKNOWN_SERVICE}
 * @param codes where the codes that are sent come from
 */
public record Verification(
    Means means,
    CitizenRegistry registry,
    MessageSender messages,
    AccountCodes accountCodes,
    Guesses guesses,
    CodeSource codes) {

  /**
   * What is configured; a flow that needs more is refused by the checks. Immutable.
   *
   * @param registry what the registry knows of a person; empty when there is none
   * @param channels by what codes can be sent
   * @param accountCodes whether codes of the personal account can be checked
   */
  public record Means(
      Set<CitizenRegistry.Datum> registry,
      Set<MessageSender.Channel> channels,
      boolean accountCodes) {

    public static final Means NONE = new Means(Set.of(), Set.of(), false);

    public Means {
      registry = Set.copyOf(registry);
      channels = Set.copyOf(channels);
    }
  }

  /** For a line on which nothing is configured. */
  public static Verification none() {
    Services.Asking over = () -> {};
    return new Verification(
        Means.NONE,
        (who, told) -> {
          told.accept(new CitizenRegistry.Answer.Failed(Services.Reason.UNKNOWN_SERVICE));
          return over;
        },
        (message, told) -> {
          told.accept(new MessageSender.Outcome.Failed(Services.Reason.UNKNOWN_SERVICE));
          return over;
        },
        (who, code, told) -> {
          told.accept(new AccountCodes.Answer.Failed(Services.Reason.UNKNOWN_SERVICE));
          return over;
        },
        new NoGuesses(),
        new NoCodes());
  }

  private record NoCodes() implements CodeSource {

    @Override
    public Fresh fresh(int digits) {
      throw new IllegalStateException("nobody is sent a code on this line");
    }

    @Override
    public byte[] salt() {
      throw new IllegalStateException("nobody is sent a code on this line");
    }
  }

  private record NoGuesses() implements Guesses {

    @Override
    public Duration pause(LookUp who, CallerNumber from) {
      return Duration.ZERO;
    }

    @Override
    public void wrong(LookUp who, CallerNumber from) {
      // nobody can guess where nothing is verified
    }

    @Override
    public void right(LookUp who, CallerNumber from) {
      // as above
    }
  }
}
