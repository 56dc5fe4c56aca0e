package org.liniya.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.util.List;
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
            List.of(new MediaAddress(loopback, InetAddress.ofLiteral("203.0.113.5"))),
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

  @Test
  void eachFamilyHasItsAddress() throws Exception {
    InetAddress six = InetAddress.ofLiteral("::1");
    MediaAddress usual = new MediaAddress(InetAddress.ofLiteral("127.0.0.1"));
    try (MediaEngine engine =
        new MediaEngine(
            List.of(usual, new MediaAddress(six)),
            new PortRange(31_000, 31_099),
            1,
            new ToneCatalogue())) {
      MediaStream stream = engine.open(deaf(), StandardProtocolFamily.INET6);
      assertThat(new SipMedia(stream).offer(Encoding.PCMA)).contains("c=IN IP6 0:0:0:0:0:0:0:1");
      assertThat(isTaken(six, stream.local().getPort())).isTrue();
      assertThat(engine.open(deaf(), StandardProtocolFamily.INET).local().getAddress())
          .isEqualTo(usual.bind());
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
