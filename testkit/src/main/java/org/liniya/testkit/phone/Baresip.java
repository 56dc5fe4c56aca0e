package org.liniya.testkit.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A telephone that nobody here wrote: a real baresip 1.0.0 process (Debian baresip-core) with one
 * account, driven over ctrl_tcp. Any thread may use it.
 *
 * <p>It lives in a temporary folder that {@link #close()} removes. Its recordings are there too:
 * read them before. One call at a time keeps recordings and verbs unambiguous; verbs act on
 * baresip's current call. At most 15 minutes old, it ends by itself, should this JVM have been
 * killed.
 */
public final class Baresip implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);
  private static final String LIFE_SECONDS = "900";

  /** A line of the answer to {@code reginfo}: the word OK, in colour, and when it expires. */
  private static final Pattern REGISTERED = Pattern.compile("mOK .*Expires [1-9]");

  private final PhoneSettings settings;
  private final Path folder;
  private final int sipPort;
  private final Process process;
  private final SipTrace trace;
  private final CtrlTcp control;
  private final Waiting waiting;
  private final List<BaresipEvent> events;
  private final List<PhoneCall> calls = new ArrayList<>();
  private int nextIncoming;
  // Recordings of the calls that are over, as of the last end.
  private List<Path> oldDumps = List.of();

  private Baresip(
      PhoneSettings settings, Path folder, int sipPort, int controlPort, Process process) {
    this.settings = settings;
    this.folder = folder;
    this.sipPort = sipPort;
    this.process = process;
    this.trace = new SipTrace(folder.resolve("log"));
    this.waiting = new Waiting();
    this.events = new ArrayList<>();
    this.control = connect(controlPort);
    catchUp();
  }

  /**
   * A registration may have been accepted before baresip took our control connection, and such
   * events it tells nobody; its answer to any command proves that it has taken it.
   */
  private void catchUp() {
    boolean registered = REGISTERED.matcher(command("reginfo", "")).find();
    if (registered && countOf("REGISTER_OK") == 0) {
      take(new BaresipEvent(Instant.now(), "REGISTER_OK", "", "", "", "", "before the connection"));
    }
  }

  /**
   * Starts a telephone and waits until it takes commands.
   *
   * @throws IllegalStateException when baresip is not installed (with the apt-get line) or does not
   *     come up within 20 s
   */
  public static Baresip start(PhoneSettings settings) {
    Programs.require("baresip", "baresip-core");
    try {
      Path folder = Files.createTempDirectory("baresip-" + settings.user() + "-");
      int sipPort = FreePorts.several(2);
      int controlPort = FreePorts.one();
      int rtpPort = FreePorts.several(20);
      BaresipFiles.write(folder, settings, sipPort, controlPort, rtpPort);
      Process process =
          Programs.start(
              folder,
              folder.resolve("log"),
              List.of("baresip", "-s", "-t", LIFE_SECONDS, "-f", "."));
      return new Baresip(settings, folder, sipPort, controlPort, process);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot set up a baresip", broken);
    }
  }

  /** Its address for others to dial: {@code sip:USER@127.0.0.1:PORT}. */
  public String uri() {
    return "sip:" + settings.user() + "@127.0.0.1:" + sipPort;
  }

  /** The UDP port where it takes SIP. */
  public int sipPort() {
    return sipPort;
  }

  /** Whom and what it plays. */
  public PhoneSettings settings() {
    return settings;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether the process lives. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until the registrar accepted it. Fails at once when the registrar refuses for good. */
  public void awaitRegistered(Duration atMost) {
    BaresipEvent end = awaitEvent("REGISTER_OK", "REGISTER_FAIL", atMost);
    if (!end.type().equals("REGISTER_OK")) {
      throw new AssertionError(
          "registration of " + settings.user() + " failed: " + end.param() + tail());
    }
  }

  /**
   * Waits until the registrar refused it.
   *
   * @return baresip's reason, for instance {@code 401 Unauthorized}
   */
  public String awaitRegisterRefused(Duration atMost) {
    return awaitEvent("REGISTER_FAIL", "REGISTER_FAIL", atMost).param();
  }

  private BaresipEvent awaitEvent(String type, String orType, Duration atMost) {
    return waiting.await(
        atMost,
        () ->
            events.stream()
                .filter(e -> e.type().equals(type) || e.type().equals(orType))
                .findFirst(),
        () -> type + tail());
  }

  /** Waits until so many registrations have been accepted since the start. */
  public void awaitRegistrations(int count, Duration atMost) {
    waiting.await(
        atMost,
        () -> countOf("REGISTER_OK") >= count ? Optional.of(count) : Optional.empty(),
        () -> count + " registrations, so far " + countOf("REGISTER_OK") + tail());
  }

  /** How many events of a type there were. */
  public long countOf(String type) {
    return waiting.look(() -> events.stream().filter(event -> event.type().equals(type)).count());
  }

  /** Dials; returns at once. */
  public PhoneCall dial(String uri) {
    awaitRecording();
    PhoneCall call =
        // another call may be up: its recordings are there already
        waiting.look(() -> new PhoneCall(this, waiting, new Dump(folder, Dump.files(folder)), uri));
    waiting.change(() -> calls.add(call));
    command("dial", uri);
    return call;
  }

  /** Waits until what is heard from now on is recorded under a name of its own. */
  void awaitRecording() {
    Dump.awaitNameOfItsOwn(folder);
  }

  /** Waits for the next incoming call, each of which is given out once. */
  public PhoneCall awaitIncoming(Duration atMost) {
    return waiting.await(
        atMost,
        () -> {
          List<PhoneCall> incoming = incoming();
          return nextIncoming < incoming.size()
              ? Optional.of(incoming.get(nextIncoming++))
              : Optional.empty();
        },
        () -> "an incoming call" + tail());
  }

  private List<PhoneCall> incoming() {
    return calls.stream().filter(PhoneCall::cameIn).toList();
  }

  /** Every call so far, the oldest first. */
  public List<PhoneCall> calls() {
    return waiting.look(() -> List.copyOf(calls));
  }

  /** Every event so far, the oldest first. */
  public List<BaresipEvent> events() {
    return waiting.look(() -> List.copyOf(events));
  }

  /** Every SIP message so far that it sent or received, from its trace. */
  public List<SipMessage> sipMessages() {
    return trace.messages();
  }

  /**
   * Any command of baresip (its {@code help} lists them).
   *
   * @return what it prints
   * @throws IllegalStateException when baresip refuses it
   */
  public String command(String name, String parameters) {
    return control.command(name, parameters);
  }

  /** SIGKILL: no BYE, no un-REGISTER. The recordings stay readable until {@link #close()}. */
  public void kill9() {
    Programs.kill(process);
    waiting.change(() -> calls.forEach(call -> call.close(Instant.now(), "killed")));
  }

  /**
   * Ends calls, un-registers and ends; what does not end within 5 s is killed. The recordings stay.
   */
  public void quit() {
    if (process.isAlive()) {
      try {
        command("quit", "");
      } catch (IllegalStateException | UncheckedIOException alreadyGoing) {
        // The kill below is for this.
      }
      Programs.waitFor(process, 5);
    }
    kill9();
  }

  /** {@link #quit()}, then removes its folder with the recordings. */
  @Override
  public void close() {
    quit();
    control.close();
    Programs.removeFolder(folder);
  }

  private CtrlTcp connect(int port) {
    long deadline = System.nanoTime() + START.toNanos();
    while (true) {
      try {
        return CtrlTcp.connect(port, this::take);
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          Programs.kill(process);
          throw new IllegalStateException("baresip did not start" + tail(), notYet);
        }
        // It tells nobody when it begins to listen: try again soon.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  /** Runs on the control connection's thread. */
  private void take(BaresipEvent event) {
    waiting.change(
        () -> {
          events.add(event);
          if (event.type().startsWith("CALL_")) {
            callOf(event).ifPresent(call -> call.take(event));
          }
          if (event.type().equals("CALL_CLOSED")) {
            oldDumps = Dump.files(folder);
          }
        });
  }

  /**
   * A telephone that answers by itself sends no CALL_INCOMING: any first news of a call that came
   * in begins it.
   */
  private Optional<PhoneCall> callOf(BaresipEvent event) {
    Optional<PhoneCall> known =
        calls.reversed().stream().filter(call -> call.belongs(event)).findFirst();
    if (known.isPresent() || !event.direction().equals("incoming") || event.callId().isEmpty()) {
      return known;
    }
    PhoneCall incoming = new PhoneCall(this, waiting, new Dump(folder, oldDumps), event);
    calls.add(incoming);
    return Optional.of(incoming);
  }

  SipTrace trace() {
    return trace;
  }

  /** The last lines of its log, for messages. */
  String tail() {
    List<String> lines = trace.text().lines().filter(line -> !line.isBlank()).toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - 12))
        .collect(
            Collectors.joining("\n  ", "\nbaresip " + settings.user() + " last said:\n  ", "\n"));
  }
}
