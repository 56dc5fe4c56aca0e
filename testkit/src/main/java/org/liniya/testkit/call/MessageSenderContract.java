package org.liniya.testkit.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.port.MessageSender;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.MessageSender.Message;
import org.liniya.port.MessageSender.Outcome;
import org.liniya.port.Services;

/** What every {@link MessageSender} must do, for one channel; a test class extends it. */
public abstract class MessageSenderContract {

  protected static final String CODE = "471108";

  private final BlockingQueue<Outcome> told = new LinkedBlockingQueue<>();

  /** The same one all through a test; it has {@link #channel} and not {@link #missing}. */
  protected abstract MessageSender sender();

  protected abstract Channel channel();

  /** A channel that is not configured. */
  protected abstract Channel missing();

  /** From now on the gateway takes what it is given. */
  protected abstract void takes();

  /** From now on it does not take this address. */
  protected abstract void refuses();

  /** From now on it fails, at once. */
  protected abstract void isAway();

  /** From now on it does not answer; {@link #takes} ends that for later messages. */
  protected abstract void hangs();

  /** The texts of the messages that the gateway has taken, in order. */
  protected abstract List<String> arrived() throws InterruptedException;

  /** Lets pass the time that answers take. */
  protected abstract void passTime() throws InterruptedException;

  @Test
  void whatIsTakenHoldsTheCodeAndComesOnce() throws InterruptedException {
    takes();

    assertThat(sent(channel())).isEqualTo(new Outcome.Taken());
    assertThat(arrived()).singleElement().asString().contains(CODE);
  }

  @Test
  void anAddressThatTheGatewayDoesNotTake() throws InterruptedException {
    refuses();

    assertThat(sent(channel())).isEqualTo(new Outcome.Refused());
    assertThat(arrived()).isEmpty();
  }

  @Test
  void awayIsNotTheSameAsRefused() throws InterruptedException {
    isAway();

    assertThat(sent(channel())).isInstanceOf(Outcome.Failed.class);
    assertThat(arrived()).isEmpty();
  }

  @Test
  void aChannelThatIsNotConfigured() throws InterruptedException {
    takes();

    assertThat(sent(missing())).isEqualTo(new Outcome.Failed(Services.Reason.UNKNOWN_SERVICE));
    assertThat(arrived()).isEmpty();
  }

  @Test
  void whatWasCancelledIsNotTold() throws InterruptedException {
    hangs();
    Services.Asking given = sender().send(message(channel()), told::add);

    given.cancel();
    takes();

    assertThat(sent(channel())).isEqualTo(new Outcome.Taken());
    assertThat(told).isEmpty();
  }

  private Outcome sent(Channel channel) throws InterruptedException {
    var _ = sender().send(message(channel), told::add);
    passTime();
    return Objects.requireNonNull(told.poll(30, TimeUnit.SECONDS), "no outcome");
  }

  private static Message message(Channel channel) {
    String address =
        switch (channel) {
          case SMS -> "+79990000001";
          case EMAIL -> "caller@example.org";
        };
    return new Message(channel, new Secret(address), new Secret(CODE), Language.RU);
  }
}
