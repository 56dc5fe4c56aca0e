package org.liniya.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.liniya.call.CallId;
import org.liniya.port.Recording;
import org.liniya.port.RecordingPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recordings of all calls: stereo WAV, 16-bit PCM, 8,000 samples a second, left what the caller
 * sends, right what the caller hears. Thread-safe; owns two platform threads: {@code recorder}
 * writes for all recordings every {@value #EVERY_MS} ms, {@code recorder-finish} closes files,
 * because waiting for the disk there must not hold up the others.
 *
 * <p>A sound is in the file at most hold-back + {@value #EVERY_MS} ms after its arrival, so {@code
 * kill -9} costs less than a second; {@link RecordingFiles#repairAll} does the rest at start-up.
 */
public final class Recordings implements RecordingPort, AutoCloseable {

  static final long EVERY_MS = 200;
  private static final Duration STOP_WAIT = Duration.ofSeconds(10);
  private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);

  private final RecordingFiles files;
  private final Output.Opener opener;
  private final Set<CallRecording> open = ConcurrentHashMap.newKeySet();
  private final Semaphore hurry = new Semaphore(0);
  private final ExecutorService finisher =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("recorder-finish").unstarted(task));
  private final Thread recorder =
      Thread.ofPlatform().daemon().name("recorder").unstarted(this::record);
  private volatile boolean stopping;

  private Recordings(RecordingFiles files, Output.Opener opener) {
    this.files = files;
    this.opener = opener;
  }

  /** Starts recording into a folder, usually {@code data/recordings}. Closing stops it. */
  public static Recordings start(Path folder) {
    return start(folder, Output::file);
  }

  static Recordings start(Path folder, Output.Opener opener) {
    Recordings recordings = new Recordings(new RecordingFiles(folder), opener);
    recordings.recorder.start();
    return recordings;
  }

  @Override
  public Recording open(CallId call) throws IOException {
    if (stopping) {
      throw new IOException("recording has been stopped");
    }
    CallRecording recording =
        new CallRecording(call, files, opener, System::nanoTime, hurry::release);
    open.add(recording);
    if (stopping) {
      recording.askToClose(); // opened in the moment of stopping
    }
    return recording;
  }

  @Override
  public Optional<InputStream> read(CallId call) throws IOException {
    return files.read(call);
  }

  @Override
  public void remove(CallId call) throws IOException {
    files.remove(call);
  }

  /** Finishes every open recording and ends the threads; waits 10 s at most for each of them. */
  @Override
  public void close() {
    stopping = true;
    open.forEach(CallRecording::askToClose);
    hurry.release();
    try {
      recorder.join(STOP_WAIT);
      finisher.shutdown();
      if (!finisher.awaitTermination(STOP_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("recordings not finished within {}; start-up repairs them", STOP_WAIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void record() {
    while (!stopping || !open.isEmpty()) {
      writeAll();
      awaitNextTurn();
    }
  }

  private void writeAll() {
    for (Iterator<CallRecording> all = open.iterator(); all.hasNext(); ) {
      CallRecording recording = all.next();
      if (recording.closeWasAsked()) {
        all.remove();
        finisher.execute(recording::finish);
      } else {
        writeOne(recording);
      }
    }
  }

  /** A fault of ours in one recording must not end all the others with this thread. */
  private static void writeOne(CallRecording recording) {
    try {
      recording.write(System.nanoTime());
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("{} failed, others go on", recording);
    }
  }

  /** Until the next round is due or someone waits for a recording to be closed. */
  private void awaitNextTurn() {
    try {
      if (hurry.tryAcquire(EVERY_MS, TimeUnit.MILLISECONDS)) {
        hurry.drainPermits();
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; were it done, recording on is the safe answer.
      LOG.warn("the recorder was interrupted and goes on");
    }
  }
}
