package org.liniya.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.asteriskjava.fastagi.AgiException;
import org.liniya.call.CallId;
import org.liniya.port.OutsideRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asterisk's MixMonitor on one channel. It is started over the channel's session, for which no
 * right of the manager is needed (the manager's MixMonitor takes {@code system}), and silenced and
 * stopped by the manager, which reaches a channel in a bridge too. Thread-safe; {@link #end} blocks
 * the call's thread.
 */
final class ChannelRecorder implements OutsideRecorder {

  private static final Logger LOG = LoggerFactory.getLogger(ChannelRecorder.class);

  /** The variable of the channel that gets the recorder's number. */
  private static final String NUMBER = "LINIYA_MIXMONITOR";

  private static final Duration STOP_WAIT = Duration.ofSeconds(2);

  /** Without an answer: the channel's end closes the files, of which nobody tells. */
  private static final Duration SETTLE_WAIT = Duration.ofSeconds(3);

  private static final long LOOK_MS = 50;

  /** So often in a row nothing has changed: nobody writes any more. */
  private static final int STILL = 4;

  private static final int TRIES = 3;

  private static final long AGAIN_MS = 1_000;

  /** Asterisk begins with a moment's delay and ends in the middle of a frame. */
  private static final long MISSING_MS = 500;

  private final AsteriskLeg leg;
  private final Manager manager;
  private final Later timer;
  private final SharedFolder folder;
  private final CallId call;
  private final RawFiles files;

  private State state = new State.Waiting();
  private boolean silent;

  private sealed interface State {
    /** For the channel's session. */
    record Waiting() implements State {}

    /**
     * @param number which of the channel's it is; empty when Asterisk has not told it
     */
    record Running(String number) implements State {}

    /** No more is written, or is to be. */
    record Over() implements State {}
  }

  private int tries;
  private final long wantedNanos = System.nanoTime();

  /** Where there is no sound it does not matter when it began. */
  private volatile long startedNanos = wantedNanos;

  /** Something has gone wrong that costs sound. */
  private volatile boolean lossy;

  ChannelRecorder(AsteriskLeg leg, LegTools tools, CallId call) {
    this.leg = leg;
    this.manager = tools.manager();
    this.timer = tools.timer();
    this.folder = tools.recordings();
    this.call = call;
    this.files = RawFiles.of(folder.ours(), call);
  }

  /** Makes the files; false when that cannot be done: there will be no sound then. */
  boolean prepare() {
    try {
      files.create();
      return true;
    } catch (IOException e) {
      LOG.atError()
          .addKeyValue("call", call)
          .setCause(e)
          .log("no recording: {} cannot be written, which Asterisk shares", folder.ours());
      lossy = true;
      return false;
    }
  }

  /** Asks Asterisk to begin; over the channel's session. */
  void start(AgiSession agi) throws AgiException {
    if (!waits()) {
      return;
    }
    try {
      begin(agi);
    } catch (AgiException e) {
      if (++tries < TRIES) {
        leg.sendFirst(this::start); // over the channel's next session
      }
      throw e;
    }
  }

  private void begin(AgiSession agi) throws AgiException {
    agi.exec(
        "MixMonitor",
        ",r(%s)t(%s)i(%s)"
            .formatted(RawFiles.from(folder, call), RawFiles.to(folder, call), NUMBER));
    startedNanos = System.nanoTime();
    String number = agi.get(NUMBER).filter(text -> text.matches("[0-9a-zA-Zx]{1,40}")).orElse("");
    started(number);
  }

  private synchronized boolean waits() {
    return state instanceof State.Waiting;
  }

  private synchronized void started(String number) {
    if (state instanceof State.Waiting) {
      state = new State.Running(number);
      if (silent) {
        mute();
      }
    } else {
      var _ = stop(number); // ended meanwhile
    }
  }

  @Override
  public synchronized void silence(boolean wanted) {
    silent = wanted;
    if (state instanceof State.Running) {
      mute();
    }
  }

  /** Every recorder of the channel, one of the site's own too: a secret is nobody's. */
  private void mute() {
    boolean wanted = silent;
    manager.ask(
        new Manager.Order(
            "MixMonitorMute",
            Map.of("Channel", leg.channel(), "Direction", "both", "State", wanted ? "1" : "0")),
        taken -> {
          if (!taken) {
            notMuted(wanted);
          }
        });
  }

  private synchronized void notMuted(boolean wanted) {
    if (!(state instanceof State.Running running) || wanted != silent || leg.isOver()) {
      return;
    }
    lossy = true;
    if (wanted) {
      LOG.atError().addKeyValue("call", call).log("cannot be silenced: the recording is ended");
      state = new State.Over();
      leg.sendFirst(agi -> agi.exec("StopMixMonitor", running.number()));
    } else {
      timer.after(AGAIN_MS, this::muteAgain);
    }
  }

  private synchronized void muteAgain() {
    if (state instanceof State.Running && !silent) {
      mute();
    }
  }

  @Override
  public Tape end() {
    long endedNanos = System.nanoTime();
    CompletableFuture<Boolean> stopped = stopNow();
    if (!isTrue(stopped)) {
      awaitStill();
    }
    return new Written(endedNanos);
  }

  /** Tells whether the files are complete. */
  private synchronized CompletableFuture<Boolean> stopNow() {
    State before = state;
    state = new State.Over();
    return switch (before) {
      case State.Waiting _ -> CompletableFuture.completedFuture(true);
      case State.Running(String number) -> stop(number);
      case State.Over _ -> CompletableFuture.completedFuture(false);
    };
  }

  /** Asterisk closes the files before it answers; a channel that is gone it refuses. */
  private CompletableFuture<Boolean> stop(String number) {
    CompletableFuture<Boolean> stopped = new CompletableFuture<>();
    manager.ask(
        new Manager.Order(
            "StopMixMonitor",
            number.isEmpty()
                ? Map.of("Channel", leg.channel())
                : Map.of("Channel", leg.channel(), "MixMonitorID", number)),
        stopped::complete);
    return stopped;
  }

  private static boolean isTrue(CompletableFuture<Boolean> answer) {
    try {
      return answer.get(STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private void awaitStill() {
    long deadline = System.nanoTime() + SETTLE_WAIT.toNanos();
    long before = -1;
    int still = 0;
    try {
      while (still < STILL && System.nanoTime() < deadline) {
        long bytes = files.bytes();
        still = bytes == before ? still + 1 : 0;
        before = bytes;
        Thread.sleep(LOOK_MS);
      }
    } catch (IOException e) {
      lossy = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Written implements Tape {
    private final long endedNanos;

    Written(long endedNanos) {
      this.endedNanos = endedNanos;
    }

    @Override
    public long startedNanos() {
      return startedNanos;
    }

    @Override
    public boolean whole() {
      try {
        long wanted = TimeUnit.NANOSECONDS.toMillis(endedNanos - wantedNanos);
        return !lossy && files.milliseconds() > wanted - MISSING_MS;
      } catch (IOException e) {
        return false;
      }
    }

    @Override
    public InputStream sent() throws IOException {
      return Files.newInputStream(files.from());
    }

    @Override
    public InputStream heard() throws IOException {
      return Files.newInputStream(files.to());
    }

    @Override
    public void remove() throws IOException {
      files.remove();
    }
  }
}
