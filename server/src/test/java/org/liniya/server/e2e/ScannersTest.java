package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.FreePorts;
import org.liniya.testkit.phone.RawSip;
import org.liniya.testkit.phone.SipMessage;

/**
 * The scanners that every SIP address on the internet gets (Debian: sipvicious, sipsak), from
 * 127.0.0.66. Afterwards an operator at another address registers as if nothing had been.
 */
@Tag("telephones")
@Timeout(150)
@ExtendWith(LogOnFailure.class)
class ScannersTest {
  private static final String ATTACKER = "127.0.0.66";
  private static final Duration SOON = RawCaller.SOON;

  @TempDir private static Path folder = Path.of("");
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void honestOperatorsStillRegister() {
    try (Baresip phone = Operators.ready(server, "1001")) {
      assertThat(phone.countOf("REGISTER_OK")).isPositive();
    }
  }

  @Test
  void svmapSeesASipServerAndNothingMore() {
    String seen = scan(30, "svmap", "-p", port());
    assertThat(rows(seen)).containsExactly("127.0.0.1:" + port() + " Liniya");
  }

  /** Whatever it makes of our answers, it makes it of names that exist and that do not. */
  @ParameterizedTest
  @ValueSource(strings = {"REGISTER", "INVITE", "OPTIONS"})
  void svwarFindsAllOrNothing(String method) {
    String seen =
        scan(60, "svwar", "-p", port(), "--force", "-m", method, "-e", "1001-1003,4991-4993");
    assertThat(seen).contains("Ok SIP device found");
    List<String> found = rows(seen);
    if (!found.isEmpty()) {
      assertThat(found)
          .extracting(row -> row.replaceFirst(" .*", ""))
          .containsExactlyInAnyOrder("1001", "1002", "1003", "4991", "4992", "4993");
      assertThat(found).extracting(row -> row.replaceFirst(".* ", "")).containsOnly("reqauth");
    }
  }

  /** It breaks down at a challenge with SHA-256; a better one is in the next test. */
  @Test
  void svcrackFindsNothing() throws IOException {
    Path dictionary = Files.write(folder.resolve("words"), List.of(server.password("1001")));
    String seen = scan(40, "svcrack", "-p", port(), "-u", "1001", "-d", dictionary.toString());
    assertThat(seen).contains("found nothing");
  }

  /**
   * 300 wrong passwords in a burst and then the right one, all for one nonce: what comes after the
   * tenth is not even judged, so the right one is not found.
   */
  @Test
  void aBetterGuesserIsSlowedDown() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral(ATTACKER))) {
      socket.setSoTimeout(5_000);
      send(socket, 0, "");
      SipMessage challenge = receive(socket);
      for (int guess = 1; guess <= 301; guess++) {
        String password = guess == 301 ? server.password("1001") : "guess-" + guess;
        String uri = "sip:" + server.registrar();
        send(socket, guess, RawSip.authorization(challenge, "1001", password, "REGISTER", uri));
      }
      List<SipMessage> answers = receiveAll(socket);
      assertThat(answers).isNotEmpty().allMatch(answer -> answer.status() == 401);
      long judged =
          answers.stream()
              .map(answer -> String.join(" ", answer.headers("WWW-Authenticate")))
              .filter(asked -> !asked.contains("stale"))
              .count();
      // ten at once, then one in six seconds
      assertThat(judged).isBetween(1L, 12L);
    }
  }

  @Test
  void sipsakGetsItsAnswer() {
    assertThat(run(20, List.of("sipsak", "-v", "-s", "sip:" + "hotline@127.0.0.1:" + port())))
        .contains("SIP/2.0 200")
        .contains("exit 0");
  }

  /**
   * Five seconds of OPTIONS as fast as sipsak can, while a caller listens and an operator waits.
   */
  @Test
  void sipsakFloodsAndACallGoesOn() {
    try (Baresip operator = Operators.ready(server, "1002");
        RawCaller caller = new RawCaller(server.sipPort())) {
      caller.connect();
      caller.sound().awaitPackets(50, SOON);
      long before = caller.sound().packets().size();
      String uri = "sip:hotline@127.0.0.1:" + port();
      String flood = run(5, List.of("sipsak", "-F", "-k", ATTACKER, "-s", uri));
      assertThat(flood).contains("killed"); // it floods until it is stopped
      long heard = caller.sound().packets().size() - before;
      assertThat(heard).as("packets of 20 ms in 5 s").isBetween(230L, 300L);
      // sipsak repeats until it is answered, as telephones do: what the flood left has been read
      // then
      assertThat(run(30, List.of("sipsak", "-v", "-s", uri))).contains("SIP/2.0 200");
      assertThat(caller.ask("OPTIONS", "", "").status()).isEqualTo(200);
      assertThat(server.operator("1002").path("state").asString("")).isEqualTo("ready");
      assertThat(operator.countOf("REGISTER_FAIL")).isZero();
      caller.hangUp();
    }
  }

  private static void send(DatagramSocket socket, int number, String more) throws IOException {
    String text =
        ("REGISTER sip:{server} SIP/2.0\nVia: SIP/2.0/UDP {me};rport;branch=z9hG4bK-guess-"
                + number
                + "\nFrom: <sip:1001@{server}>;tag=g\nTo: <sip:1001@{server}>\nCall-ID: g"
                + number
                + "\nCSeq: 1 REGISTER\nContact: <sip:1001@{me}>\nMax-Forwards: 70\n"
                + "User-Agent: baresip v1.0.0\n"
                + more
                + "Content-Length: 0\n\n")
            .replace("{server}", server.registrar())
            .replace("{me}", ATTACKER + ":" + socket.getLocalPort())
            .replace("\n", "\r\n");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    socket.send(
        new DatagramPacket(
            bytes,
            bytes.length,
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.sipPort())));
  }

  private static SipMessage receive(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
    socket.receive(packet);
    return SipMessage.parse(
        new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
  }

  /** All that comes; of a flood some is not even answered. */
  private static List<SipMessage> receiveAll(DatagramSocket socket) throws IOException {
    List<SipMessage> all = new ArrayList<>();
    try {
      while (true) {
        all.add(receive(socket));
      }
    } catch (SocketTimeoutException quiet) {
      return all;
    }
  }

  /** The rows of the table that a scanner prints at its end, cells parted by a blank. */
  private static List<String> rows(String seen) {
    return seen.lines()
        .filter(
            line ->
                line.startsWith("| ") && !line.contains("Extension ") && !line.contains("Device"))
        .map(line -> line.replace("|", " ").strip().replaceAll("\\s+", " "))
        .toList();
  }

  private static String port() {
    return Integer.toString(server.sipPort());
  }

  /** Runs a scanner of sipvicious; what it printed. */
  private static String scan(int seconds, String scanner, String... options) {
    List<String> command = new ArrayList<>(List.of(scanner, "-v"));
    command.addAll(List.of("-b", ATTACKER, "-x", ATTACKER, "-P", "" + FreePorts.one()));
    command.addAll(List.of(options));
    command.add("127.0.0.1");
    return run(seconds, command);
  }

  private static String run(int seconds, List<String> command) {
    try {
      Path output = Files.createTempFile(folder, "scan", "");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(new File("/dev/null"))
              .start();
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return Files.readString(output) + "\nexit " + process.exitValue();
      }
      process.destroyForcibly().waitFor();
      return Files.readString(output) + "\nkilled";
    } catch (IOException broken) {
      throw new AssertionError(
          command.getFirst() + " does not run: apt-get install sipvicious", broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }
}
