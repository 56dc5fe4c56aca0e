package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.liniya.call.Key;
import org.liniya.port.Encoding;
import org.liniya.sip.SipMedia;

/** Sound behind a NAT: bound to one address, told to be at another. */
class AdvertisedMediaTest {

  @Test
  void theSdpNamesTheAdvertisedAddressAndTheSocketIsElsewhere() throws Exception {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    try (MediaEngine engine =
        new MediaEngine(
            loopback,
            InetAddress.ofLiteral("203.0.113.5"),
            new PortRange(31_000, 31_099),
            1,
            new ToneCatalogue())) {
      MediaStream stream = engine.open(deaf());
      int port = stream.local().getPort();
      String offer = new SipMedia(stream).offer(Encoding.PCMA);
      assertThat(offer)
          .contains("c=IN IP4 203.0.113.5")
          .containsPattern("o=- \\d+ 1 IN IP4 203.0.113.5")
          .contains("m=audio " + port);
      assertThat(isTaken(loopback, port)).isTrue();
    }
  }

  private static boolean isTaken(InetAddress address, int port) {
    try (DatagramSocket _ = new DatagramSocket(new InetSocketAddress(address, port))) {
      return false;
    } catch (java.net.SocketException e) {
      return true;
    }
  }

  private static MediaListener deaf() {
    return new MediaListener() {
      @Override
      public void keyPressed(Key key) {}

      @Override
      public void playingEnded(long number, boolean completed) {}

      @Override
      public void silentFor(java.time.Duration gap) {}
    };
  }
}
