package org.liniya.testkit.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.liniya.testkit.phone.FreePorts;
import org.liniya.testkit.phone.Programs;

/**
 * A real Asterisk process with the files of {@code config/asterisk} and ports of its own; several
 * run at once. Belongs to the thread that started it; {@link #cli} is for any thread.
 *
 * <p>Its folder goes with {@link #close()}. Should this JVM be killed, it ends within a second or
 * two.
 */
public final class RealAsterisk implements AutoCloseable {
  private static final Duration BOOT = Duration.ofSeconds(30);
  private static final int RTP_PORTS = 60;

  /** Between two questions to the console, each of which is a process of its own. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private final AsteriskInstallation installation;
  private final String name;
  private final AsteriskPorts ports;
  private final String amiSecret;
  private Process process;

  private RealAsterisk(
      AsteriskInstallation installation, String name, AsteriskPorts ports, String amiSecret) {
    this.installation = installation;
    this.name = name;
    this.ports = ports;
    this.amiSecret = amiSecret;
    this.process = launch();
  }

  /** Whether there is one that can be started here; if not, {@link #start} says why. */
  public static boolean available() {
    return AsteriskInstallation.find().why().isEmpty();
  }

  /**
   * Starts one and waits until it has booted. Where there is none the test is skipped with a loud
   * line, or fails where the variable {@code CI} is set.
   *
   * @throws IllegalStateException when it does not come up within 30 s, with the end of its log
   */
  public static RealAsterisk start(AsteriskSettings settings) {
    AsteriskInstallation installation = AsteriskInstallation.need();
    int rtp = FreePorts.several(RTP_PORTS);
    AsteriskPorts ports =
        new AsteriskPorts(
            FreePorts.one(), FreePorts.one(), FreePorts.one(), rtp, rtp + RTP_PORTS - 1);
    String name = "test-" + ProcessHandle.current().pid() + "-" + ports.sip();
    installation.prepare(name, ports, settings);
    RealAsterisk asterisk =
        new RealAsterisk(
            installation, name, ports, AsteriskFiles.write(installation.etc(name), settings));
    asterisk.awaitBooted();
    return asterisk;
  }

  /** Where it listens. */
  public AsteriskPorts ports() {
    return ports;
  }

  /** For SIP: {@code 127.0.0.1:PORT}. */
  public String sipAddress() {
    return "127.0.0.1:" + ports.sip();
  }

  /** AMI's user. */
  public String amiUser() {
    return "liniya";
  }

  /** The password of AMI's user. */
  public String amiSecret() {
    return amiSecret;
  }

  /** AMI's certificate in PEM, self-signed for localhost and 127.0.0.1. */
  public Path amiCertificate() {
    return installation.etc(name).resolve("keys/certificate.pem");
  }

  /** For what Asterisk is to play: raw A-law files end in {@code .alaw}. */
  public SharedFolder sounds() {
    return shared("sounds");
  }

  /** For what MixMonitor writes. */
  public SharedFolder recordings() {
    return shared("spool/monitor");
  }

  private SharedFolder shared(String folder) {
    return new SharedFolder(installation.home(name).resolve(folder), "/srv/" + name + "/" + folder);
  }

  /** Its configuration, to change between {@link #kill()} and {@link #startAgain()} too. */
  public Path etc() {
    return installation.etc(name);
  }

  /** A command of its console, such as {@code core show channels}; what it prints. */
  public String cli(String... words) {
    List<String> command = new ArrayList<>(List.of("cli", name));
    command.addAll(List.of(words));
    return installation.script(Duration.ofSeconds(20), command);
  }

  /**
   * Asks the console again and again until its answer has this text.
   *
   * @return the answer
   * @throws AssertionError with the last answer, when the time is over
   */
  public String awaitCli(String text, Duration atMost, String... words) {
    long deadline = System.nanoTime() + atMost.toNanos();
    String answer = cli(words);
    Duration pause = FIRST_PAUSE;
    while (!answer.contains(text)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            String.join(" ", words) + " never said " + text + ", at last:\n" + answer);
      }
      pause = rest(pause); // the console tells nobody of changes
      answer = cli(words);
    }
    return answer;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether the process lives. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has logged: notices, warnings, errors. */
  public String log() {
    return installation.read(name, "log/messages.log");
  }

  /** Holds it up (SIGSTOP), as a busy machine does, and lets it go on. */
  public void standStill(Duration length) {
    signal("STOP");
    LockSupport.parkNanos(length.toNanos());
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot send SIG" + name, broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** SIGKILL: no BYE, no farewell on AMI. */
  public void kill() {
    Programs.kill(process);
  }

  /** After {@link #kill()}: the same ports, files and registrations. */
  public void startAgain() {
    if (process.isAlive()) {
      throw new IllegalStateException(name + " still runs: kill() it first");
    }
    process = launch();
    awaitBooted();
  }

  /** Kills it and removes its folder. */
  @Override
  public void close() {
    kill();
    Programs.removeFolder(installation.home(name));
  }

  private Process launch() {
    Path log = installation.home(name).resolve("log/out");
    return Programs.start(installation.project(), log, installation.command("run", name));
  }

  private void awaitBooted() {
    long deadline = System.nanoTime() + BOOT.toNanos();
    Duration pause = FIRST_PAUSE;
    while (!booted()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String said = installation.read(name, "log/out") + log();
        close();
        throw new IllegalStateException("Asterisk did not come up:\n" + said);
      }
      pause = rest(pause); // it tells nobody when its console can be asked
    }
  }

  /** Rests; how long to rest the next time. */
  private static Duration rest(Duration pause) {
    LockSupport.parkNanos(pause.toNanos());
    Duration next = pause.multipliedBy(5).dividedBy(4);
    return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
  }

  private boolean booted() {
    return Files.exists(installation.home(name).resolve("run/asterisk.ctl"))
        && cli("core", "waitfullybooted").contains("fully booted");
  }
}
