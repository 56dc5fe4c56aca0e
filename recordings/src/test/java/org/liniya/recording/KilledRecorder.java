package org.liniya.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;
import org.liniya.call.CallId;
import org.liniya.port.Encoding;
import org.liniya.port.Recording;

/** A program that records a tone in real time until it is killed; prints a line for each packet. */
final class KilledRecorder {

  private KilledRecorder() {}

  /** Arguments: folder, call id. */
  public static void main(String[] arguments) throws IOException {
    Recordings recordings = Recordings.start(Path.of(arguments[0]));
    Recording recording = recordings.open(CallId.parse(arguments[1]));
    byte[] tone = G711.A_LAW.encode(Tone.sine(600, 8000));
    long start = System.nanoTime();
    for (int i = 0; i < 3000; i++) {
      long due = start + i * 20_000_000L;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      recording.fromCaller(due, Encoding.PCMA, tone, i % 50 * 160, 160);
      System.out.println((due - start) / 1_000_000);
    }
  }
}
