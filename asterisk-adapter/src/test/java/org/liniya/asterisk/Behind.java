package org.liniya.asterisk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.port.FrontDesk;
import org.liniya.port.OperatorDesk;
import org.liniya.port.OperatorLines;
import org.liniya.testkit.asterisk.RealAsterisk;
import org.liniya.testkit.call.FakeTime;
import org.liniya.testkit.phone.FreePorts;

/** Our front end behind a real Asterisk. */
final class Behind implements AutoCloseable {

  /** Callers who dial this come to where only our own SIP should. */
  private static final String CARELESS =
      """
      [liniya-callers]
      exten => _tie.,1,AGI(agi://${LINIYA_AGI}/tie)
       same => n,Goto(liniya-again,s,ended)
      """;

  /** The port of the tie where there is none. */
  private static final int NOWHERE = 9;

  final RealAsterisk asterisk;
  final AsteriskFrontEnd frontEnd;

  /** By way of which the manager is reached. */
  final CutWire wire;

  private Behind(RealAsterisk asterisk, CutWire wire, AsteriskFrontEnd frontEnd) {
    this.asterisk = asterisk;
    this.wire = wire;
    this.frontEnd = frontEnd;
  }

  static Behind start(FrontDesk desk) throws IOException {
    return start(desk, new NobodysLines(), new NoOperatorDesk());
  }

  /** Our own SIP is at that port: from there calls come over the tie. */
  static Behind start(FrontDesk desk, int liniyaSip) throws IOException {
    return start(desk, new NobodysLines(), new NoOperatorDesk(), liniyaSip);
  }

  static Behind start(FrontDesk desk, OperatorLines lines, OperatorDesk operatorDesk)
      throws IOException {
    return start(desk, lines, operatorDesk, NOWHERE);
  }

  private static Behind start(
      FrontDesk desk, OperatorLines lines, OperatorDesk operatorDesk, int liniyaSip)
      throws IOException {
    int agi = FreePorts.one();
    RealAsterisk asterisk =
        RealAsterisk.start(
            org.liniya.testkit.asterisk.AsteriskSettings.of(agi)
                .withLiniyaSip(liniyaSip)
                .withExtra("extensions.conf", CARELESS));
    try {
      CutWire wire = CutWire.to(asterisk.ports().ami());
      Behind behind =
          new Behind(
              asterisk,
              wire,
              AsteriskFrontEnd.start(
                  settings(asterisk, wire.port(), agi), ports(desk, lines, operatorDesk)));
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(behind.frontEnd::connected);
      return behind;
    } catch (IOException | RuntimeException e) {
      asterisk.close();
      throw e;
    }
  }

  private static AsteriskSettings settings(RealAsterisk asterisk, int ami, int agi) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new AsteriskSettings(
        new AsteriskSettings.Agi(
            new InetSocketAddress(loopback, agi), InetAddress::isLoopbackAddress, 100),
        new AsteriskSettings.Ami(
            "127.0.0.1",
            ami,
            asterisk.amiUser(),
            new Secret(asterisk.amiSecret()),
            Optional.empty()),
        Map.of("hotline", "hotline"),
        shared(asterisk.sounds()),
        shared(asterisk.recordings()),
        Optional.of(
            new AsteriskSettings.Ear(
                new InetSocketAddress(loopback, 0),
                InetAddress::isLoopbackAddress,
                Optional.empty())),
        Map.of(new OperatorId("1001"), "PJSIP/1001"),
        Optional.of("liniya"));
  }

  private static SharedFolder shared(org.liniya.testkit.asterisk.SharedFolder folder) {
    return new SharedFolder(folder.here(), folder.there());
  }

  private static AsteriskPorts ports(
      FrontDesk desk, OperatorLines lines, OperatorDesk operatorDesk) {
    return new AsteriskPorts(desk, operatorDesk, lines, new Tones(), new FakeTime());
  }

  /** Operators who only answer. */
  static final class NoOperatorDesk implements OperatorDesk {
    @Override
    public Dialled meaning(String dialled) {
      return new Dialled.Outside(PhoneNumber.of(dialled));
    }

    @Override
    public FrontDesk.Accepted called(Call call) {
      throw new UnsupportedOperationException("nobody calls");
    }
  }

  /** Nobody wants to know. */
  static final class NobodysLines implements OperatorLines {
    @Override
    public void registered(OperatorId operator) {
      // nobody
    }

    @Override
    public void unregistered(OperatorId operator) {
      // nobody
    }
  }

  @Override
  public void close() {
    frontEnd.close();
    asterisk.close();
    try {
      wire.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
