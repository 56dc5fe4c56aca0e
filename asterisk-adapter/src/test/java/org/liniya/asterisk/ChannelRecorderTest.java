package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.asteriskjava.fastagi.AgiChannel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.call.EndCause;
import org.liniya.call.Signal;
import org.liniya.testkit.call.FakeTime;
import org.liniya.testkit.call.Noises;

/** What is asked of an Asterisk that refuses, or is slow. */
@Timeout(30)
final class ChannelRecorderTest {

  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final CountDownLatch slow = new CountDownLatch(1);
  private final Later later = new Later();
  private final List<Signal> told = new CopyOnWriteArrayList<>();
  private final LegTools tools;
  private final AsteriskLeg leg;
  private volatile boolean isSlow;

  ChannelRecorderTest(@TempDir Path folder) throws IOException {
    SharedFolder shared = new SharedFolder(folder, "/srv/shared");
    tools =
        new LegTools(
            new Refusing(),
            new SoundFiles(shared, new Noises()),
            java.util.Optional.empty(),
            shared,
            later,
            new ReentrantLock(),
            new FakeTime());
    leg = leg("1.1");
  }

  private AsteriskLeg leg(String channel) {
    AsteriskLeg made = new AsteriskLeg(channel, true, tools, _ -> {});
    made.tell(told::add);
    return made;
  }

  @AfterEach
  void stop() {
    slow.countDown();
    leg.over(EndCause.NORMAL);
    later.close();
  }

  @Test
  void aRecordingThatCannotBeSilencedIsEnded() throws Exception {
    refused.add("MixMonitorMute");
    serve();
    ChannelRecorder recorder = recorder();
    assertThat(next()).startsWith("exec MixMonitor ,r(/srv/shared/");
    assertThat(next()).isEqualTo("getFullVariable");

    recorder.silence(true);

    assertThat(next()).isEqualTo("MixMonitorMute");
    assertThat(next()).isEqualTo("exec StopMixMonitor 0x7f");
    assertThat(recorder.end().whole()).isFalse();
  }

  @Test
  void whoWasSilencedBeforeItBeganIsSilentThen() throws Exception {
    ChannelRecorder recorder = recorder();
    recorder.silence(true);
    serve();

    assertThat(next()).startsWith("exec MixMonitor");
    assertThat(next()).isEqualTo("getFullVariable");
    assertThat(next()).isEqualTo("MixMonitorMute");
  }

  @Test
  void aBridgeWaitsUntilTheRecordingHasBegun() throws Exception {
    isSlow = true;
    serve();
    recorder();
    assertThat(next()).startsWith("exec MixMonitor");
    AsteriskLeg other = leg("1.2");
    serve(other);
    leg.bridge(other);
    assertThat(asked).isEmpty();

    slow.countDown();

    assertThat(next()).isEqualTo("getFullVariable");
    assertThat(next()).isEqualTo("Bridge");
    other.over(EndCause.NORMAL);
  }

  @Test
  void whatNeverBeganIsNotStopped() {
    ChannelRecorder recorder = recorder();

    recorder.end();

    assertThat(asked).isEmpty();
  }

  private ChannelRecorder recorder() {
    ChannelRecorder recorder = new ChannelRecorder(leg, tools, TestCalls.CALL);
    assertThat(recorder.prepare()).isTrue();
    leg.sendFirst(recorder::start);
    return recorder;
  }

  /** Its session, on a thread of its own; begun when the leg is waiting for something to do. */
  private void serve() {
    serve(leg);
  }

  private void serve(AsteriskLeg served) {
    Thread.ofVirtual().start(() -> served.serve(new AgiSession(channel())));
    Awaitility.await().until(() -> !served.isUnserved());
  }

  private AgiChannel channel() {
    return (AgiChannel)
        Proxy.newProxyInstance(
            AgiChannel.class.getClassLoader(),
            new Class<?>[] {AgiChannel.class},
            (_, method, arguments) -> {
              boolean exec = method.getName().equals("exec");
              asked.add(
                  exec
                      ? "exec " + arguments[0] + " " + String.join(",", (String[]) arguments[1])
                      : method.getName());
              if (exec && isSlow) {
                slow.await();
              }
              return exec ? (Object) 0 : "0x7f";
            });
  }

  private String next() throws InterruptedException {
    return String.valueOf(asked.poll(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS));
  }

  /** A manager who takes what it was not told to refuse. */
  private final class Refusing implements Manager {
    @Override
    public boolean connected() {
      return true;
    }

    @Override
    public void ask(Order order, Consumer<Boolean> done) {
      asked.add(order.name());
      done.accept(!refused.contains(order.name()));
    }
  }
}
