package org.liniya.server.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.liniya.audio.G711;
import org.liniya.audio.WavReader;
import org.liniya.call.Key;
import org.liniya.call.Language;
import org.liniya.call.Signal;
import org.liniya.listen.Expected;
import org.liniya.listen.SpeechNews;
import org.liniya.port.Encoding;
import org.liniya.port.PromptCatalogue;
import org.liniya.port.SpeechRecognizer.Hearing;
import org.liniya.rtp.MediaEngine;
import org.liniya.rtp.MediaListener;
import org.liniya.rtp.MediaSettings;
import org.liniya.rtp.PortRange;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.liniya.speech.listen.ListenSettings;
import org.liniya.speech.listen.ListenWatch;
import org.liniya.speech.listen.VoskRecognizer;
import org.liniya.testkit.sound.SpeechModels;

/**
 * What listening does to the packets that calls are sent, and how many callers can be heard at
 * once. Started by {@code scripts/bench listen}, with a program that takes the kernel's arrival
 * time of every packet.
 *
 * <p>The real media engine plays music to so many callers. Beside it one thread, as a media loop
 * would, gives the recogniser what so many callers say: a recording, then some seconds of a quiet
 * line. Arguments: {@code rtpload} program, seconds of a run, hearings, seconds between phrases,
 * {@code pitch} or {@code silero}.
 */
public final class ListenBench {

  private static final int FIRST_PORT = 42_000;
  private static final long PACKET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int PACKET = 160;
  private final String rtpload;
  private final int seconds;
  private final Expected menu;
  private final byte[][] speech;
  private final int pauseMs;

  private ListenBench(String rtpload, int seconds, int pauseMs) throws IOException {
    this.rtpload = rtpload;
    this.seconds = seconds;
    this.pauseMs = pauseMs;
    List<byte[]> read = new ArrayList<>();
    Set<String> phrases = new HashSet<>();
    for (SpeechModels.Sample sample : SpeechModels.samples(Language.RU)) {
      if (!sample.text().isEmpty()) {
        short[] sound = WavReader.read(Files.readAllBytes(sample.sound())).channel(0);
        read.add(G711.A_LAW.encode(sound));
        phrases.add(sample.text());
      }
    }
    speech = read.toArray(byte[][]::new);
    menu = new Expected.Phrases(Language.RU, phrases);
  }

  /** As the class says. */
  public static void main(String[] arguments) throws Exception {
    int hearings = Integer.parseInt(arguments[2]);
    ListenBench bench =
        new ListenBench(
            arguments[0], Integer.parseInt(arguments[1]), Integer.parseInt(arguments[3]) * 1000);
    Optional<Path> voices =
        arguments[4].equals("silero") ? Optional.of(SpeechModels.silero()) : Optional.empty();
    bench.run("warm-up", hearings, hearings, voices);
    for (int run = 1; run <= 3; run++) {
      bench.run("without", hearings, 0, voices);
      bench.run("listening", hearings, hearings, voices);
    }
    for (int more = 2 * hearings; more <= 16 * hearings; more *= 2) {
      bench.run("listening", hearings, more, voices);
    }
    System.exit(0);
  }

  /** One run: {@code calls} are played to, {@code heard} are listened to. */
  private void run(String name, int calls, int heard, Optional<Path> voices) throws Exception {
    ListenSettings settings =
        new ListenSettings(
            Map.of(Language.RU, SpeechModels.vosk(Language.RU)),
            Math.max(1, heard),
            ListenSettings.defaultThreads(),
            voices);
    Outcomes outcomes = new Outcomes();
    Process receiver =
        new ProcessBuilder(
                rtpload, "-b", "" + FIRST_PORT, "-n", "" + calls, "-t", "" + (seconds + 2))
            .redirectErrorStream(true)
            .start();
    try (MediaEngine media =
            new MediaEngine(
                InetAddress.getLoopbackAddress(),
                new PortRange(43_000, 44_999),
                MediaEngine.usualLoops(),
                new OneTune());
        VoskRecognizer recognizer = VoskRecognizer.open(settings, outcomes)) {
      play(media, calls);
      long cpu = cpuNanos();
      speak(recognizer, heard);
      double cores = (cpuNanos() - cpu) / 1e9 / seconds;
      String report = new String(receiver.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      String gaps =
          report.lines().filter(line -> line.startsWith("inter-arrival")).findFirst().orElse("?");
      System.out.printf(
          "%-9s played to %d, heard %d: cores %.2f; understood %d, not %d, too slow %d;"
              + " frames seen by the model %.1f%%; %s%n",
          name,
          calls,
          heard,
          cores,
          outcomes.understood.get(),
          outcomes.other.get(),
          outcomes.slow.get(),
          100.0 * recognizer.figures().looks() / Math.max(1, recognizer.figures().frames()),
          gaps);
    } finally {
      receiver.destroy();
      receiver.waitFor();
    }
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void play(MediaEngine media, int calls) throws IOException {
    for (int i = 0; i < calls; i++) {
      var stream = media.open(new Nobody());
      stream.apply(
          new MediaSettings(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), FIRST_PORT + 2 * i),
              Encoding.PCMA,
              OptionalInt.empty(),
              OptionalInt.empty(),
              20,
              true,
              true));
      stream.play(Utterance.of(new Clip.Music("tune")));
    }
  }

  /** Every caller in turn says a phrase and is quiet; each begins at a moment of its own. */
  private void speak(VoskRecognizer recognizer, int heard) {
    AtomicReferenceArray<Hearing> hearings = new AtomicReferenceArray<>(Math.max(1, heard));
    byte[] quiet = new byte[PACKET];
    Arrays.fill(quiet, G711.A_LAW.silence());
    long begin = System.nanoTime();
    for (int tick = 0; tick < seconds * 50; tick++) {
      long due = begin + tick * PACKET_NANOS;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      for (int i = 0; i < heard; i++) {
        Hearing hearing = hearings.get(i);
        if (hearing == null) {
          int slot = i;
          hearing =
              recognizer
                  .hear(menu, signal -> over(signal, () -> hearings.set(slot, null)))
                  .orElse(null);
          hearings.set(i, hearing);
        }
        if (hearing != null) {
          byte[] phrase = speech[i % speech.length];
          int period = phrase.length / PACKET + pauseMs / 20;
          int at = (tick + i * 37) % period * PACKET;
          boolean says = at + PACKET <= phrase.length;
          hearing.hear(due, Encoding.PCMA, says ? phrase : quiet, says ? at : 0, PACKET);
        }
      }
    }
    for (int i = 0; i < heard; i++) {
      Hearing hearing = hearings.get(i);
      if (hearing != null) {
        hearing.close();
      }
    }
  }

  private static void over(Signal signal, Runnable done) {
    if (signal instanceof Signal.Speech(long _, SpeechNews news)
        && !(news instanceof SpeechNews.Began)) {
      done.run();
    }
  }

  private static final class Outcomes implements ListenWatch {
    private final AtomicInteger understood = new AtomicInteger();
    private final AtomicInteger other = new AtomicInteger();
    private final AtomicInteger slow = new AtomicInteger();

    @Override
    public void refused(Language language) {}

    @Override
    public void told(Language language, SpeechNews news, Duration afterSpeech) {
      switch (news) {
        case SpeechNews.Began _ -> {}
        case SpeechNews.Understood _ -> understood.incrementAndGet();
        case SpeechNews.NotUnderstood(SpeechNews.Why why) ->
            (why == SpeechNews.Why.TOO_LONG ? slow : other).incrementAndGet();
      }
    }
  }

  private static final class Nobody implements MediaListener {
    @Override
    public void keyPressed(Key key) {}

    @Override
    public void playingEnded(long number, boolean completed) {}

    @Override
    public void silentFor(Duration gap) {}
  }

  private static final class OneTune implements PromptCatalogue {
    private final byte[] tune = new byte[80_000];

    OneTune() {
      for (int i = 0; i < tune.length; i++) {
        tune[i] = G711.A_LAW.encode((int) (6000 * Math.sin(i * 0.3)));
      }
    }

    @Override
    public Optional<String> text(Language language, String name) {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> sound(Language language, String name, Encoding encoding) {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> music(String name, Encoding encoding) {
      return Optional.of(tune);
    }

    @Override
    public Set<String> names(Language language) {
      return Set.of();
    }

    @Override
    public Set<Language> languages() {
      return Set.of();
    }
  }
}
