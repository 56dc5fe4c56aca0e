package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StragglersTest {

  private static final long SOON_S = 20;

  private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
  private final Later later = new Later();
  private final Stragglers stragglers = new Stragglers(new Taking(), later);

  private final class Taking implements Manager {
    @Override
    public boolean connected() {
      return true;
    }

    @Override
    public void ask(Order order, Consumer<Boolean> done) {
      ended.add(order.name() + " " + order.fields().get("Channel"));
      done.accept(true);
    }
  }

  @AfterEach
  void stop() {
    later.close();
  }

  private @Nullable String next() throws InterruptedException {
    return ended.poll(SOON_S, TimeUnit.SECONDS);
  }

  @Test
  void aChannelThatStaysIsEndedUntilItIsGone() throws InterruptedException {
    stragglers.leaving("1.1");

    assertThat(next()).isEqualTo("Hangup 1.1");
    assertThat(next()).isEqualTo("Hangup 1.1");
    stragglers.gone("1.1");

    stragglers.leaving("1.2");
    assertThat(next()).isEqualTo("Hangup 1.2");
  }

  @Test
  void aChannelThatHasEndedIsLeftAlone() throws InterruptedException {
    stragglers.leaving("1.1");
    stragglers.gone("1.1");
    stragglers.leaving("1.2");

    assertThat(next()).isEqualTo("Hangup 1.2");
  }
}
