package org.liniya.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.liniya.call.Secret;
import org.liniya.port.Services;
import org.liniya.port.Services.Answer;
import org.liniya.port.Services.Reason;
import org.liniya.port.Services.Request;
import org.liniya.port.Services.Verb;

/** What every {@link Services} must do; a test class extends it. */
public abstract class ServicesContract {

  private static final Verb LOOK_UP = new Verb.Get(Map.of("number", new Secret("7")));

  private final BlockingQueue<Answer> told = new LinkedBlockingQueue<>();

  /** The same one all through a test, with the service {@code portal}. */
  protected abstract Services services();

  /** From now on the portal's answers hold {@code status.text}, {@code done}, and nothing else. */
  protected abstract void portalSaysDone();

  /** From now on it knows nothing. */
  protected abstract void portalKnowsNothing();

  /** From now on it is not well: 500. */
  protected abstract void portalIsUnwell();

  /** From now on it does not answer. */
  protected abstract void portalHangs();

  /** Lets pass the time that answers take. */
  protected abstract void passTime() throws InterruptedException;

  @Test
  void whatWasWantedIsFound() throws InterruptedException {
    portalSaysDone();

    assertThat(asked("portal", "status.text"))
        .isEqualTo(new Answer.Found(Map.of("status.text", new Secret("done"))));
  }

  @Test
  void wantingNothingIsFoundToo() throws InterruptedException {
    portalSaysDone();

    assertThat(asked("portal")).isEqualTo(new Answer.Found(Map.of()));
  }

  @Test
  void oneValueThatIsNotThereIsNoAnswer() throws InterruptedException {
    portalSaysDone();

    assertThat(asked("portal", "status.text", "status.days"))
        .isEqualTo(new Answer.Failed(Reason.VALUE));
  }

  @Test
  void whatNeedNotBeThereMayBeMissing() throws InterruptedException {
    portalSaysDone();
    List<String> ifThere = List.of("status.text", "status.days");

    assertThat(asked(new Request("portal", "/applications", LOOK_UP, List.of(), ifThere)))
        .isEqualTo(new Answer.Found(Map.of("status.text", new Secret("done"))));
  }

  @Test
  void notFound() throws InterruptedException {
    portalKnowsNothing();

    assertThat(asked("portal", "status.text")).isEqualTo(new Answer.NotFound());
  }

  @Test
  void notWell() throws InterruptedException {
    portalIsUnwell();

    assertThat(asked("portal", "status.text")).isEqualTo(new Answer.Failed(Reason.UNWELL));
  }

  @Test
  void aServiceThatIsNotThere() throws InterruptedException {
    assertThat(asked("portl")).isEqualTo(new Answer.Failed(Reason.UNKNOWN_SERVICE));
    assertThat(services().state("portl")).isEmpty();
  }

  @Test
  void aServiceThatIsThereHasAState() {
    portalSaysDone();

    assertThat(services().state("portal")).contains(new Services.State("portal", false, 0));
  }

  @Test
  void whatWasCancelledIsNotTold() throws InterruptedException {
    portalHangs();
    Services.Asking given = services().ask(request("portal", "status.text"), told::add);

    given.cancel();
    portalSaysDone();

    assertThat(asked("portal", "status.text")).isInstanceOf(Answer.Found.class);
    assertThat(told).isEmpty();
  }

  private Answer asked(String service, String... wanted) throws InterruptedException {
    return asked(request(service, wanted));
  }

  private Answer asked(Request request) throws InterruptedException {
    var _ = services().ask(request, told::add);
    passTime();
    return Objects.requireNonNull(told.poll(30, TimeUnit.SECONDS), "no answer");
  }

  private static Request request(String service, String... wanted) {
    return new Request(service, "/applications", LOOK_UP, List.of(wanted));
  }
}
