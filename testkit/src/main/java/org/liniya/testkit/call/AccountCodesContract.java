package org.liniya.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.port.AccountCodes;
import org.liniya.port.AccountCodes.Answer;
import org.liniya.port.Services;

/** What every {@link AccountCodes} must do; a test class extends it. */
public abstract class AccountCodesContract {

  /** The SNILS of the one person who has an account. */
  protected static final String SNILS = "11223344595";

  /** The code that the account shows. */
  protected static final String CODE = "4711";

  private static final String NOBODY = "08765430300";

  private final BlockingQueue<Answer> told = new LinkedBlockingQueue<>();

  /** The same one all through a test. */
  protected abstract AccountCodes accountCodes();

  /** From now on there is one account, of {@link #SNILS}, and it shows {@link #CODE}. */
  protected abstract void showsACode();

  /** From now on it fails, at once. */
  protected abstract void isAway();

  /** From now on it does not answer; {@link #showsACode} ends that for later questions. */
  protected abstract void hangs();

  /** Lets pass the time that answers take. */
  protected abstract void passTime() throws InterruptedException;

  @Test
  void theCodeThatIsShownIsRight() throws InterruptedException {
    showsACode();

    assertThat(checked(SNILS, CODE)).isEqualTo(new Answer.Right());
  }

  @Test
  void anotherIsWrong() throws InterruptedException {
    showsACode();

    assertThat(checked(SNILS, "4712")).isEqualTo(new Answer.Wrong());
  }

  @Test
  void whoHasNoAccountIsShownNoCode() throws InterruptedException {
    showsACode();

    assertThat(checked(NOBODY, CODE)).isEqualTo(new Answer.None());
  }

  @Test
  void awayIsNotTheSameAsWrong() throws InterruptedException {
    isAway();

    assertThat(checked(SNILS, CODE)).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void whatWasCancelledIsNotTold() throws InterruptedException {
    hangs();
    Services.Asking given = accountCodes().check(who(SNILS), new Secret(CODE), told::add);

    given.cancel();
    showsACode();

    assertThat(checked(SNILS, "4712")).isEqualTo(new Answer.Wrong());
    assertThat(told).isEmpty();
  }

  private Answer checked(String snils, String code) throws InterruptedException {
    var _ = accountCodes().check(who(snils), new Secret(code), told::add);
    passTime();
    return Objects.requireNonNull(told.poll(30, TimeUnit.SECONDS), "no answer");
  }

  private static LookUp who(String snils) {
    return LookUp.of(LookUp.Kind.SNILS, new Secret(snils)).orElseThrow();
  }
}
