package org.liniya.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry;
import org.liniya.port.CitizenRegistry.Answer;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.Services;

/**
 * What every {@link CitizenRegistry} must do; a test class extends it, and {@link
 * RemoteRegistryContract} when what is behind it can be away.
 */
public abstract class CitizenRegistryContract {

  /** The SNILS of the one person who stands there. */
  protected static final String SNILS = "11223344595";

  /** What is known of that person, besides the SNILS. */
  protected static final Map<Datum, String> KNOWN =
      Map.of(
          Datum.BIRTH_DATE, "01021980",
          Datum.PHONE, "+79990000001",
          Datum.EMAIL, "caller@example.org");

  /** Of the right form, and nobody's. */
  private static final String NOBODY = "08765430300";

  private final BlockingQueue<Answer> told = new LinkedBlockingQueue<>();

  /** The same one all through a test. */
  protected abstract CitizenRegistry registry();

  /** From now on one person stands there, of {@link #SNILS}, with {@link #KNOWN}. */
  protected abstract void knowsOnePerson();

  /** Lets pass the time that answers take. */
  protected abstract void passTime() throws InterruptedException;

  @Test
  void whoStandsThereIsFoundWithAllThatIsKnown() throws InterruptedException {
    knowsOnePerson();

    Answer.Found found = (Answer.Found) looked(SNILS);

    KNOWN.forEach(
        (datum, value) ->
            assertThat(found.data()).as(datum.word()).containsEntry(datum, new Secret(value)));
  }

  @Test
  void whoDoesNotStandThereIsNotFound() throws InterruptedException {
    knowsOnePerson();

    assertThat(looked(NOBODY)).isEqualTo(new Answer.NotFound());
  }

  @Test
  void whatIsFoundIsNotPrinted() throws InterruptedException {
    knowsOnePerson();

    assertThat(looked(SNILS).toString()).doesNotContain(KNOWN.values()).doesNotContain(SNILS);
  }

  @Test
  void eachQuestionHasOneAnswer() throws InterruptedException {
    knowsOnePerson();
    Answer first = looked(SNILS);
    Answer second = looked(NOBODY);

    assertThat(first).isInstanceOf(Answer.Found.class);
    assertThat(second).isInstanceOf(Answer.NotFound.class);
    assertThat(told).isEmpty();
  }

  @Test
  void cancellingWhatIsAnsweredDoesNothing() throws InterruptedException {
    knowsOnePerson();
    Services.Asking asking = registry().look(who(SNILS), told::add);
    passTime();
    Answer answer = next();

    asking.cancel();

    assertThat(answer).isInstanceOf(Answer.Found.class);
    assertThat(looked(SNILS)).isInstanceOf(Answer.Found.class);
  }

  final Answer looked(String snils) throws InterruptedException {
    var _ = registry().look(who(snils), told::add);
    passTime();
    return next();
  }

  /** Asks, and does not wait. */
  final Services.Asking begun(String snils) {
    return registry().look(who(snils), told::add);
  }

  final boolean toldMore() {
    return !told.isEmpty();
  }

  private Answer next() throws InterruptedException {
    return Objects.requireNonNull(told.poll(30, TimeUnit.SECONDS), "no answer");
  }

  private static LookUp who(String snils) {
    return LookUp.of(LookUp.Kind.SNILS, new Secret(snils)).orElseThrow();
  }
}
