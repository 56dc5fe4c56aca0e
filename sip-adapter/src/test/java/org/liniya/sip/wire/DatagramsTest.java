package org.liniya.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.sip.RawStream;

/** What comes to the UDP port beside SIP, and how a message says where it is from. */
@Execution(ExecutionMode.CONCURRENT)
class DatagramsTest {

  private final BlockingQueue<Incoming> received = new LinkedBlockingQueue<>();

  private StackWire wire(String address, Optional<Advertised> told) throws Exception {
    StackWire wire =
        StackWire.open(
            new WireSettings(
                List.of(
                    new ListenPoint(
                        InetAddress.ofLiteral(address),
                        0,
                        EnumSet.of(Transport.UDP, Transport.TCP),
                        told)),
                Optional.empty(),
                ConnectionLimits.STANDARD,
                "test"));
    wire.receive(
        incoming -> {
          received.add(incoming);
          wire.respond(incoming, 200);
        });
    return wire;
  }

  private static DatagramSocket socket(String address, StackWire wire) throws Exception {
    DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral(address));
    socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), wire.port()));
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void send(DatagramSocket socket, byte[] bytes) throws Exception {
    socket.send(new DatagramPacket(bytes, bytes.length));
  }

  private static byte[] receive(DatagramSocket socket) throws Exception {
    DatagramPacket packet = new DatagramPacket(new byte[9_000], 9_000);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whatever was sent before got no answer when the next one is that of an OPTIONS. */
  private static String nextAnswer(DatagramSocket socket) throws Exception {
    send(socket, text(RawStream.options("UDP")));
    return new String(receive(socket), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void stunSaysHowOneIsSeen(String address) throws Exception {
    try (StackWire wire = wire(address, Optional.empty());
        DatagramSocket socket = socket(address, wire)) {
      byte[] transaction = HexFormat.of().parseHex("000102030405060708090a0b");
      send(socket, request(transaction, new byte[0]));
      ByteBuffer answer = ByteBuffer.wrap(receive(socket));
      assertThat(answer.getShort(0)).isEqualTo((short) 0x0101);
      assertThat(answer.getShort(2)).isEqualTo((short) (answer.limit() - 20));
      assertThat(answer.getShort(20)).isEqualTo((short) 0x0020); // XOR-MAPPED-ADDRESS
      assertThat((answer.getShort(26) ^ 0x2112) & 0xFFFF).isEqualTo(socket.getLocalPort());
      byte[] seen = new byte[answer.limit() - 28];
      answer.get(28, seen);
      for (int i = 0; i < seen.length; i++) {
        seen[i] ^= answer.get(4 + i); // cookie and transaction, as they were sent
      }
      assertThat(seen).isEqualTo(InetAddress.ofLiteral(address).getAddress());
    }
  }

  private static byte[] request(byte[] transaction, byte[] attributes) {
    return ByteBuffer.allocate(20 + attributes.length)
        .putShort((short) 1)
        .putShort((short) attributes.length)
        .putInt(0x2112A442)
        .put(transaction)
        .put(attributes)
        .array();
  }

  @Test
  void stunThatWantsWhatWeDoNotKnowIsRefused() throws Exception {
    try (StackWire wire = wire("127.0.0.1", Optional.empty());
        DatagramSocket socket = socket("127.0.0.1", wire)) {
      send(socket, request(new byte[12], HexFormat.of().parseHex("7fff0000")));
      ByteBuffer answer = ByteBuffer.wrap(receive(socket));
      assertThat(answer.getShort(0)).isEqualTo((short) 0x0111);
      assertThat(answer.getInt(24)).isEqualTo(0x00000414); // 420
      assertThat(answer.getShort(32)).isEqualTo((short) 0x7fff);
    }
  }

  @Test
  void otherStunAndKeepAlivesGetNoAnswer() throws Exception {
    try (StackWire wire = wire("127.0.0.1", Optional.empty());
        DatagramSocket socket = socket("127.0.0.1", wire)) {
      send(socket, new byte[0]);
      send(socket, text("\r\n"));
      send(socket, text("\r\n\r\n"));
      send(socket, new byte[4]);
      byte[] answerOfOthers = request(new byte[12], new byte[0]);
      answerOfOthers[0] = 1;
      send(socket, answerOfOthers);
      byte[] lengthThatLies = request(new byte[12], new byte[0]);
      lengthThatLies[3] = 8;
      send(socket, lengthThatLies);
      assertThat(nextAnswer(socket)).startsWith("SIP/2.0 200");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void theAnswerGoesWhereTheRequestCameFrom(String address) throws Exception {
    try (StackWire wire = wire(address, Optional.empty());
        DatagramSocket socket = socket(address, wire)) {
      String answer = nextAnswer(socket); // its Via names 192.0.2.7:5060, with rport
      assertThat(answer).startsWith("SIP/2.0 200");
      assertThat(answer).contains("rport=" + socket.getLocalPort()); // RFC 3581
      assertThat(answer).contains("received=" + InetAddress.ofLiteral(address).getHostAddress());
    }
  }

  @Test
  void viaAndContactNameTheAdvertisedAddress() throws Exception {
    try (StackWire wire = wire("127.0.0.1", Advertised.parse("203.0.113.5:6060"));
        DatagramSocket socket = socket("127.0.0.1", wire)) {
      send(socket, text(RawStream.options("UDP")));
      Incoming incoming = Optional.ofNullable(received.poll(10, TimeUnit.SECONDS)).orElseThrow();
      assertThat(wire.messages().contact("a", incoming)).isEqualTo("<sip:a@203.0.113.5:6060>");
      receive(socket);
      BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
      wire.send(
          wire.messages()
              .request(
                  new Outgoing(
                      "OPTIONS",
                      "sip:b@127.0.0.1",
                      "call",
                      "<sip:a@x>",
                      "tag",
                      "sip:b@127.0.0.1",
                      1,
                      Optional.of(new Target("udp", "127.0.0.1", socket.getLocalPort())),
                      List.of(),
                      Optional.empty())),
          new Outcome() {
            @Override
            public void reply(Reply reply) {
              replies.add(reply);
            }

            @Override
            public void failed() {}
          });
      String request = new String(receive(socket), StandardCharsets.UTF_8);
      assertThat(request).contains("Via: SIP/2.0/UDP 203.0.113.5:6060;");
      send(socket, text(answerOf(request)));
      assertThat(replies.poll(10, TimeUnit.SECONDS)).isNotNull();
    }
  }

  private static String answerOf(String request) {
    StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
    request
        .lines()
        .filter(line -> line.matches("(?i)(Via|From|To|Call-ID|CSeq):.*"))
        .map(line -> line.startsWith("To:") ? line + ";tag=b" : line)
        .forEach(line -> answer.append(line).append("\r\n"));
    return answer + "Content-Length: 0\r\n\r\n";
  }

  @Test
  void aWildcardWithAnAdvertisedAddressServesEverybody() throws Exception {
    try (StackWire wire = wire("0.0.0.0", Advertised.parse("127.0.0.1"));
        DatagramSocket socket = socket("127.0.0.1", wire);
        RawStream stream =
            RawStream.tcp(
                "127.0.0.1",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), wire.port()))) {
      assertThat(nextAnswer(socket)).startsWith("SIP/2.0 200");
      stream.send(RawStream.options("TCP"));
      assertThat(stream.readUntil("\r\n\r\n")).startsWith("SIP/2.0 200");
      Incoming incoming = Optional.ofNullable(received.poll(10, TimeUnit.SECONDS)).orElseThrow();
      assertThat(wire.messages().contact("", incoming))
          .isEqualTo("<sip:127.0.0.1:" + wire.port() + ">");
    }
  }
}
