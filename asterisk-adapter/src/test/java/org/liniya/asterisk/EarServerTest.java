package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.audio.G711;
import org.liniya.audio.Tone;

/** AudioSocket connections: those that are awaited are heard, all others are closed. */
@Timeout(60)
class EarServerTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int SOUND = 0x10;

  /** What is sent once to who is heard: a frame of 20 ms. */
  private static final int SILENCE = 3 + 320;

  private final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();
  private EarServer server;

  @BeforeEach
  void start() throws IOException {
    server = new EarServer(settings(true));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static AsteriskSettings.Ear settings(boolean allowed) {
    return new AsteriskSettings.Ear(
        new InetSocketAddress(LOOPBACK, 0), _ -> allowed, Optional.empty());
  }

  @Test
  void soundOfAnAwaitedConnectionIsHeardInALaw() throws Exception {
    short[] tone = Tone.sine(440, 160);

    try (Socket asterisk = connect()) {
      send(asterisk, 0x01, bytes(await()));
      send(asterisk, 0x03, new byte[] {'5'});
      send(asterisk, SOUND, littleEndian(tone));

      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(G711.A_LAW.encode(tone));
    }
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> server.connections() == 0);
  }

  @Test
  void anIdIsGoodForOneConnection() throws Exception {
    UUID id = await();
    try (Socket first = connect();
        Socket second = connect()) {
      send(first, 0x01, bytes(id));
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> server.connections() == 1);
      send(second, 0x01, bytes(id));

      assertClosed(second);
      send(first, SOUND, new byte[320]);
      assertThat(heard.poll(10, TimeUnit.SECONDS)).hasSize(160);
    }
  }

  @Test
  void anIdThatNobodyHandedOutIsClosed() throws Exception {
    try (Socket stranger = connect()) {
      send(stranger, 0x01, bytes(UUID.randomUUID()));

      assertClosed(stranger);
    }
  }

  @Test
  void anIdThatIsOverIsClosed() throws Exception {
    UUID before = await();
    server.end(before);
    UUID open = await();
    try (Socket late = connect();
        Socket early = connect()) {
      send(late, 0x01, bytes(before));
      assertClosed(late);

      send(early, 0x01, bytes(open));
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> server.connections() == 1);
      server.end(open);
      assertClosed(early);
    }
  }

  @Test
  void soundBeforeAnIdIsClosed() throws Exception {
    await();
    try (Socket stranger = connect()) {
      send(stranger, SOUND, new byte[320]);

      assertClosed(stranger);
    }
  }

  @Test
  void aFrameThatIsTooLongOrOfAnotherKindIsClosed() throws Exception {
    for (byte[] frame : new byte[][] {frame(SOUND, new byte[65_535]), frame(0x12, new byte[640])}) {
      try (Socket asterisk = connect()) {
        send(asterisk, 0x01, bytes(await()));
        write(asterisk, frame);

        assertClosed(asterisk);
      }
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void anAddressThatIsNotAllowedIsClosed() throws Exception {
    try (EarServer strict = new EarServer(settings(false));
        Socket stranger = connect(strict)) {
      assertClosed(stranger);
    }
  }

  private UUID await() {
    return server.await((_, alaw) -> heard.add(alaw));
  }

  private Socket connect() throws IOException {
    return connect(server);
  }

  private static Socket connect(EarServer to) throws IOException {
    int port = Integer.parseInt(to.address().substring(to.address().lastIndexOf(':') + 1));
    Socket socket = new Socket(LOOPBACK, port);
    socket.setSoTimeout(3_000); // sooner than whoever says nothing is closed
    return socket;
  }

  private static void send(Socket socket, int kind, byte[] payload) throws IOException {
    write(socket, frame(kind, payload));
  }

  /** The other end may have closed before it has read all. */
  private static void write(Socket socket, byte[] bytes) throws IOException {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    } catch (SocketException closed) {
      // that it is closed is seen by reading
    }
  }

  private static byte[] frame(int kind, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(frame);
    out.writeByte(kind);
    out.writeShort(payload.length);
    out.write(payload);
    return frame.toByteArray();
  }

  private static void assertClosed(Socket socket) throws IOException {
    try {
      assertThat(socket.getInputStream().readNBytes(1_000).length).isIn(0, SILENCE);
    } catch (SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  private static byte[] bytes(UUID id) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
    return bytes.toByteArray();
  }

  private static byte[] littleEndian(short[] samples) {
    byte[] bytes = new byte[2 * samples.length];
    for (int i = 0; i < samples.length; i++) {
      bytes[2 * i] = (byte) samples[i];
      bytes[2 * i + 1] = (byte) (samples[i] >> 8);
    }
    return bytes;
  }
}
