package org.liniya.speech.voice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.liniya.port.SynthesisException;

/**
 * One running Festival that is given expressions by standard input. For one thread at a time; a
 * virtual thread reads what it prints, until it ends.
 */
final class FestivalProcess implements AutoCloseable {

  private static final String DONE = "liniya-done ";
  private static final String CURE = "The log of festival -b with the voice and the text says why";

  private final WorkFolder folder;
  private final Process process;
  private final Writer input;
  private final BlockingQueue<String> done = new ArrayBlockingQueue<>(64);
  private int sentences;

  private FestivalProcess(WorkFolder folder, Process process) {
    this.folder = folder;
    this.process = process;
    this.input = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts it and loads the voice, within the time that a text may take.
   *
   * @param preparation expressions of Festival's own language, one a line
   */
  static FestivalProcess start(List<String> preparation, Duration within)
      throws SynthesisException, IOException, InterruptedException {
    WorkFolder folder = WorkFolder.make();
    ProcessBuilder builder =
        new ProcessBuilder("festival", "--pipe")
            .directory(folder.path().toFile())
            .redirectErrorStream(true);
    Programs.tellLittle(builder.environment());
    FestivalProcess festival;
    try {
      festival = new FestivalProcess(folder, builder.start());
    } catch (IOException e) {
      folder.close();
      throw new SynthesisException("'festival' cannot be started", "Is it installed?");
    }
    Thread.ofVirtual().name("festival").start(festival::listen);
    try {
      festival.evaluate(String.join("\n", preparation), within);
    } catch (SynthesisException | IOException | InterruptedException e) {
      festival.close();
      throw e;
    }
    return festival;
  }

  /** Its errors go the same way and mean nothing to us: a sound is there, or it is not. */
  private void listen() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      String line = output.readLine();
      while (line != null) {
        if (line.startsWith(DONE)) {
          done.offer(line.substring(DONE.length()));
        }
        line = output.readLine();
      }
    } catch (IOException | UncheckedIOException e) {
      // it is over; whoever waits finds that out by the time, or by what comes next
    }
    done.offer("ended");
  }

  /** How many sentences it has spoken. */
  int sentences() {
    return sentences;
  }

  /**
   * The WAV file of a sentence, which is deleted by the next one.
   *
   * @param sentence letters, figures, spaces, commas and full stops: nothing that could end a text
   */
  Path speak(String sentence, Duration within)
      throws SynthesisException, IOException, InterruptedException {
    if (sentence.contains("\"") || sentence.contains("\\")) {
      throw new IllegalArgumentException("a sentence with a quote would be no sentence any more");
    }
    Path file = folder.file("sentence.wav");
    Files.deleteIfExists(file);
    sentences++;
    evaluate(
        "(utt.save.wave (utt.synth (Utterance Text \"%s\")) \"%s\" (quote riff))"
            .formatted(sentence, file),
        within);
    if (!Files.isRegularFile(file) || Files.size(file) == 0) {
      throw new SynthesisException("'festival' said nothing", CURE);
    }
    return file;
  }

  /** The mark is an expression of its own: it comes after one that failed, too. */
  private void evaluate(String expression, Duration within)
      throws SynthesisException, IOException, InterruptedException {
    String mark = String.valueOf(System.nanoTime());
    input.write(expression + "\n(format t \"" + DONE + mark + "\\n\")\n(fflush nil)\n");
    input.flush();
    long deadline = System.nanoTime() + within.toNanos();
    while (true) {
      String told = done.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (mark.equals(told)) {
        return;
      }
      if (told == null) {
        throw new SynthesisException(
            "'festival' took longer than " + within.toSeconds() + " s", "Shorten the text");
      }
      if (told.equals("ended")) {
        throw new SynthesisException("'festival' has ended by itself", CURE);
      }
    }
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    folder.close();
  }
}
