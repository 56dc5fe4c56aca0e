package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The messages of RFC 4475, byte for byte from its appendix, sent to a real endpoint. What is to
 * come back stands in {@code docs/sip-torture.md}, which is read here: the page cannot say anything
 * else than what happens.
 */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class TortureTest {

  private static final Path ROOT = Path.of(System.getProperty("liniya.root", ".."));
  private static final Path PAGE = ROOT.resolve("docs/sip-torture.md");
  private static final Path MESSAGES = ROOT.resolve("sip-adapter/src/test/resources/torture");

  /** A number that would be called is the hotline: else every INVITE would get a 404. */
  private static final Map<String, String> NUMBERS =
      Map.of(
          "hotline", "hotline",
          "user", "hotline",
          "UserB", "hotline",
          "vivekg", "hotline",
          "sips:user@example.com", "hotline",
          "sips%3Auser%40example.com", "hotline");

  /**
   * A line of the table.
   *
   * @param allowed statuses that the RFC allows; {@code none} is no answer
   */
  record Row(String message, List<String> allowed, String udp, String tcp) {
    @Override
    public String toString() {
      return message;
    }
  }

  /**
   * One for every message and transport: many of the messages share a branch, which for jain-sip is
   * the whole name of a transaction. Closed at the end, all at once, since one takes a second.
   */
  private static final List<Bench> BENCHES = new CopyOnWriteArrayList<>();

  @AfterAll
  static void stop() throws InterruptedException {
    List<Thread> closing =
        BENCHES.stream().map(bench -> Thread.ofVirtual().start(bench::close)).toList();
    for (Thread thread : closing) {
      thread.join();
    }
    BENCHES.clear();
  }

  private static Bench open() throws IOException {
    SipSettings plain = Bench.settings(SipLimits.standard());
    Bench bench =
        new Bench(
            FakeDesk.answering(),
            new SipSettings(
                plain.bind(),
                plain.port(),
                plain.realm(),
                plain.userAgent(),
                NUMBERS,
                plain.trunks(),
                plain.limits()),
            new Bench.Dialogs(),
            new Bench.Registrations());
    BENCHES.add(bench);
    return bench;
  }

  static List<Row> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
        .map(
            cell ->
                new Row(
                    cell.get(1).replace("`", ""),
                    List.of(cell.get(4).split(" or ")),
                    cell.get(5),
                    cell.get(6)))
        .toList();
  }

  @Test
  void everyMessageHasItsRow() throws IOException {
    try (Stream<Path> files = Files.list(MESSAGES)) {
      assertThat(rows().stream().map(Row::message).sorted())
          .hasSize(50)
          .containsExactlyElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".dat"))
                  .map(name -> name.replace(".dat", ""))
                  .sorted()
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isAnsweredAsThePageSays(Row row) throws IOException {
    byte[] message = Files.readAllBytes(MESSAGES.resolve(row.message() + ".dat"));
    Bench datagrams = open();
    Bench streams = open();
    String udp = overUdp(datagrams, message);
    String tcp = row.tcp().equals("-") ? udp : overTcp(streams, message);
    String expectedTcp = row.tcp().equals("-") ? row.udp() : row.tcp();
    assertThat(List.of(status(udp), status(tcp))).containsExactly(row.udp(), expectedTcp);
    assertThat(row.allowed()).contains(row.udp(), expectedTcp);
    assertAlive(datagrams);
    assertAlive(streams);
    for (String answer : List.of(udp, tcp)) {
      switch (status(answer)) {
        case "501", "405" -> assertThat(answer).containsIgnoringCase("\nAllow: INVITE");
        case "415" -> assertThat(answer).contains("\r\nAccept: application/sdp");
        case "420" ->
            assertThat(answer)
                .contains("\r\nUnsupported: nothingSupportsThis")
                .contains("nothingSupportsThisEither");
        case "401" -> assertThat(answer).contains("\r\nWWW-Authenticate: Digest");
        default -> {}
      }
    }
  }

  /** The final answer to a datagram from the standard port of an address of its own. */
  private static String overUdp(Bench bench, byte[] message) throws IOException {
    try (DatagramSocket phone = new DatagramSocket(new InetSocketAddress(someAddress(), 5060))) {
      phone.send(
          new DatagramPacket(
              message,
              message.length,
              new InetSocketAddress(Bench.LOOPBACK, bench.endpoint.port())));
      assertAlive(bench); // what follows is read after the message: so it has been read
      phone.setSoTimeout(isResponse(message) ? 100 : 2_000);
      String last = "";
      try {
        while (last.isEmpty() || last.startsWith("SIP/2.0 1")) {
          DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
          phone.receive(packet);
          last = text(packet.getData(), packet.getLength());
        }
      } catch (SocketTimeoutException e) {
        return last;
      }
      return last;
    }
  }

  private static String overTcp(Bench bench, byte[] message) throws IOException {
    try (Socket phone = new Socket()) {
      phone.bind(new InetSocketAddress(someAddress(), 0));
      phone.connect(new InetSocketAddress(Bench.LOOPBACK, bench.endpoint.port()));
      phone.getOutputStream().write(message);
      if (!text(message, message.length).contains("\r\n\r\n")) {
        phone.getOutputStream().write(new byte[] {'\r', '\n'});
      }
      phone.setSoTimeout(isResponse(message) ? 300 : 2_000);
      String callId = callId(message);
      StringBuilder seen = new StringBuilder();
      byte[] buffer = new byte[65_536];
      try {
        while (finalAnswer(seen, callId).isEmpty()) {
          int length = phone.getInputStream().read(buffer);
          if (length < 0) {
            break;
          }
          seen.append(text(buffer, length));
        }
      } catch (SocketTimeoutException e) {
        return finalAnswer(seen, callId);
      }
      return finalAnswer(seen, callId);
    }
  }

  /** Of the message itself: in a stream, what follows it may be another one. */
  private static String finalAnswer(StringBuilder seen, String callId) {
    return Arrays.stream(seen.toString().split("(?=SIP/2\\.0 \\d{3} )"))
        .filter(part -> part.matches("(?s)SIP/2\\.0 [2-6].*") && part.contains(callId))
        .findFirst()
        .orElse("");
  }

  private static String callId(byte[] message) {
    Matcher field =
        Pattern.compile("(?im)^(?:call-id|i)\\s*:\\s*(\\S+)")
            .matcher(text(message, message.length));
    return field.find() ? field.group(1) : "";
  }

  private static boolean isResponse(byte[] message) {
    return text(message, 4).equals("SIP/");
  }

  private static String status(String answer) {
    return answer.isEmpty() ? "none" : answer.substring(8, 11);
  }

  private static String text(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** Answers go to port 5060 of the source, so every message needs an address of its own. */
  private static InetAddress someAddress() throws IOException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return InetAddress.getByAddress(
        new byte[] {
          127,
          (byte) random.nextInt(1, 255),
          (byte) random.nextInt(1, 255),
          (byte) random.nextInt(1, 255)
        });
  }

  private static void assertAlive(Bench bench) throws IOException {
    try (RawPhone phone = new RawPhone(bench.endpoint.port())) {
      phone.send(phone.request("OPTIONS", "hotline", 1, RawPhone.branch(), "", ""));
      phone.await("SIP/2.0 200");
    }
  }
}
