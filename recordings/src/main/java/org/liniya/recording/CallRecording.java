package org.liniya.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.liniya.audio.G711;
import org.liniya.audio.Wav;
import org.liniya.audio.WavFormat;
import org.liniya.call.CallId;
import org.liniya.port.Encoding;
import org.liniya.port.OutsideRecorder;
import org.liniya.port.Recording;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One recording while it is being made. Media threads and the call's thread only leave packets and
 * orders here; {@link #write} runs on the recorder's thread, {@link #finish} on the finisher's when
 * the recorder has let go of it.
 *
 * <p>Time line: sample 0 is the moment of {@link RecordingPort#open opening}; both channels share
 * it. What an {@link OutsideRecorder} has written is put where that one began, all at the end.
 */
final class CallRecording implements Recording {

  /** How far the file stays behind, so that a secret can still be silenced. */
  static final Duration HOLD_BACK = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(CallRecording.class);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);
  private static final int FRAME = 4; // two channels of 16 bits
  private static final long NANOS_PER_SAMPLE = 1_000_000_000L / G711.RATE;
  private static final long HOLD_BACK_SAMPLES = HOLD_BACK.toNanos() / NANOS_PER_SAMPLE;
  private static final int HEADER = Wav.HEADER_BYTES;

  private record Order(long nanos, boolean silent) {}

  private final CallId call;
  private final RecordingFiles files;
  private final Path file;
  private final Output output;
  private final LongSupplier clock;
  private final long openedNanos;
  private final Runnable closeAsked;

  private final PacketRing fromCaller = new PacketRing();
  private final PacketRing toCaller = new PacketRing();
  private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
  private final OutsideSound outside;
  private final CompletableFuture<Closed> closed = new CompletableFuture<>();
  private volatile long closedNanos = Long.MIN_VALUE;

  // The recorder's thread alone:
  private final Track left = new Track();
  private final Track right = new Track();
  private final SilentSpans silent = new SilentSpans();
  private final ByteBuffer block =
      ByteBuffer.allocate(G711.RATE / 2 * FRAME).order(ByteOrder.LITTLE_ENDIAN);
  private long flushed;
  private long tooOld;
  private boolean broken;

  /**
   * Starts a recording in a new file.
   *
   * @param clock as {@link System#nanoTime}
   * @param closeAsked called when the recording is to be finished soon
   */
  CallRecording(
      CallId call,
      RecordingFiles files,
      Output.Opener opener,
      LongSupplier clock,
      Runnable closeAsked)
      throws IOException {
    this.call = call;
    this.files = files;
    this.file = files.newFile(call);
    this.outside = new OutsideSound(call);
    this.clock = clock;
    this.closeAsked = closeAsked;
    this.output = opener.create(file);
    try {
      writeHeader();
    } catch (IOException e) {
      output.close();
      throw e;
    }
    this.openedNanos = clock.getAsLong();
  }

  @Override
  public CallId call() {
    return call;
  }

  @Override
  public void takeFrom(OutsideRecorder recorder) {
    outside.takeFrom(recorder);
  }

  @Override
  public void fromCaller(
      long arrivalNanos, Encoding encoding, byte[] sound, int offset, int length) {
    if (!closeWasAsked()) {
      fromCaller.put(arrivalNanos, encoding, sound, offset, length);
    }
  }

  @Override
  public void toCaller(long sentNanos, Encoding encoding, byte[] sound, int offset, int length) {
    if (!closeWasAsked()) {
      toCaller.put(sentNanos, encoding, sound, offset, length);
    }
  }

  @Override
  public void silence(boolean silence) {
    orders.add(new Order(clock.getAsLong(), silence));
    outside.silence(silence);
  }

  @Override
  public Closed close() {
    stop();
    try {
      return closed.get(CLOSE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unfinished();
    } catch (TimeoutException | ExecutionException e) {
      LOG.atWarn()
          .addKeyValue("call", call)
          .log("recording not finished within {}; start-up repairs it", CLOSE_WAIT);
      return unfinished();
    }
  }

  /** The other recorder, where there is one, is ended first; the call's thread. */
  void stop() {
    if (!closeWasAsked()) {
      long now = clock.getAsLong();
      outside.end();
      askToClose(now);
    }
  }

  /** Without the end of another recorder: what that has written is for the next start. */
  void askToClose() {
    askToClose(clock.getAsLong());
  }

  private void askToClose(long nanos) {
    synchronized (closed) {
      if (!closeWasAsked()) {
        closedNanos = nanos;
      }
    }
    closeAsked.run();
  }

  boolean closeWasAsked() {
    return closedNanos != Long.MIN_VALUE;
  }

  /** Writes what is older than the hold-back, and keeps the header true. The recorder's thread. */
  void write(long nowNanos) {
    takeAll();
    if (!broken && !outside.isThere()) {
      flushTo(position(nowNanos) - HOLD_BACK_SAMPLES);
      keep(this::writeHeader);
    }
  }

  /**
   * Writes the rest and gives the file its final name. Runs on the finisher's thread, after the
   * last {@link #write}; never throws.
   */
  void finish() {
    takeAll();
    boolean whole = !outside.isThere() || copyOutside();
    long sound = Math.max(left.end(), right.end());
    flushTo(Math.max(position(closedNanos), sound));
    keep(this::writeHeader);
    keep(output::force);
    try {
      output.close();
      files.finish(call, file);
      outside.remove();
    } catch (IOException e) {
      lost(e);
    }
    Closed result = new Closed(length(), bytes(), whole && isComplete());
    LOG.atInfo()
        .addKeyValue("call", call)
        .log(
            "recording closed length={} bytes={} complete={} dropped={} leftOut={}",
            result.length(),
            result.bytes(),
            result.complete(),
            dropped(),
            left.leftOut() + right.leftOut());
    closed.complete(result);
  }

  private boolean copyOutside() {
    return outside.copy(
        output, this::position, position(closedNanos), silent::covers, at -> flushed = at);
  }

  private void takeAll() {
    for (Order order = orders.poll(); order != null; order = orders.poll()) {
      silent.order(position(order.nanos), order.silent);
    }
    fromCaller.take((nanos, law, sound, from, length) -> add(left, nanos, law, sound, length));
    toCaller.take((nanos, law, sound, from, length) -> add(right, nanos, law, sound, length));
  }

  private void add(Track track, long nanos, Encoding encoding, byte[] sound, int length) {
    long at = track.place(position(nanos));
    if (at < 0) {
      return;
    }
    flushTo(at + length - Track.WINDOW);
    int skipped = Math.clamp(flushed - at, 0, length);
    if (skipped > 0) {
      tooOld++;
    }
    track.put(at + skipped, encoding, sound, skipped, length - skipped);
  }

  private long position(long nanos) {
    return Math.max(0, nanos - openedNanos) / NANOS_PER_SAMPLE;
  }

  private void flushTo(long until) {
    while (flushed < until && !broken) {
      long start = flushed;
      long end = Math.min(until, start + block.capacity() / FRAME);
      fillBlock(start, end);
      keep(() -> output.write(block, HEADER + start * FRAME));
      if (!broken) {
        flushed = end;
      }
    }
  }

  private void fillBlock(long start, long end) {
    block.clear();
    for (long at = start; at < end; at++) {
      short fromLeft = left.take(at);
      short fromRight = right.take(at);
      boolean hushed = silent.covers(at);
      block.putShort(hushed ? 0 : fromLeft).putShort(hushed ? 0 : fromRight);
    }
    block.flip();
  }

  private interface Step {
    void run() throws IOException;
  }

  private void keep(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      lost(e);
    }
  }

  /** The first fault is logged; the call goes on, and what is in the file stays. */
  private void lost(IOException e) {
    if (!broken) {
      LOG.atError()
          .addKeyValue("call", call)
          .setCause(e)
          .log("recording broken off after {}; the call goes on", length());
    }
    broken = true;
  }

  private void writeHeader() throws IOException {
    byte[] header = Wav.header(WavFormat.PCM_16, 2, G711.RATE, flushed * FRAME);
    output.write(ByteBuffer.wrap(header), 0);
  }

  private boolean isComplete() {
    return !broken && dropped() == 0 && tooOld == 0;
  }

  private long dropped() {
    return fromCaller.dropped() + toCaller.dropped();
  }

  private Duration length() {
    return Duration.ofNanos(flushed * NANOS_PER_SAMPLE);
  }

  private long bytes() {
    return HEADER + flushed * FRAME;
  }

  private Closed unfinished() {
    Closed result = new Closed(Duration.ZERO, 0, false);
    return closed.complete(result) ? result : closed.join();
  }

  @Override
  public String toString() {
    return "recording call=" + call;
  }
}
