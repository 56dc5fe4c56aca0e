package org.liniya.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.liniya.port.CitizenRegistry.Answer;
import org.liniya.port.Services;

/** What a registry on another machine must do besides; a test class extends it. */
public abstract class RemoteRegistryContract extends CitizenRegistryContract {

  /** From now on it fails, at once. */
  protected abstract void isAway();

  /** From now on it does not answer; {@link #knowsOnePerson} ends that for later questions. */
  protected abstract void hangs();

  @Test
  void awayIsNotTheSameAsNotFound() throws InterruptedException {
    isAway();

    assertThat(looked(SNILS)).isInstanceOf(Answer.Failed.class);
  }

  @Test
  void whatWasCancelledIsNotTold() throws InterruptedException {
    hangs();
    Services.Asking given = begun(SNILS);

    given.cancel();
    knowsOnePerson();

    assertThat(looked(SNILS)).isInstanceOf(Answer.Found.class);
    assertThat(toldMore()).isFalse();
  }
}
