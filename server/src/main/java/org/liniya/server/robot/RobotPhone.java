package org.liniya.server.robot;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.liniya.call.Secret;
import org.liniya.rtp.MediaEngine;
import org.liniya.rtp.PortRange;
import org.liniya.sip.phone.PhoneCall;
import org.liniya.sip.phone.SipPhone;
import org.liniya.sip.wire.Target;

/**
 * A robot's telephone: our own SIP and media, an ear and a voice. One robot's thread drives it;
 * jain-sip's threads and one media loop work for it.
 */
public final class RobotPhone implements AutoCloseable {

  /** Apart from the server's usual range, and below the ports that the system hands out. */
  private static final PortRange PORTS = new PortRange(30_000, 32_766);

  private final MediaEngine media;
  private final SipPhone phone;
  private final Vocabulary vocabulary;
  private final RobotVoice voice;
  private final BlockingQueue<Earpiece> received = new LinkedBlockingQueue<>();

  private RobotPhone(
      InetAddress bind,
      String user,
      Secret password,
      Target server,
      Vocabulary vocabulary,
      RobotVoice voice,
      MediaEngine media)
      throws IOException {
    this.media = media;
    this.vocabulary = vocabulary;
    this.voice = voice;
    this.phone = new SipPhone(bind, user, password, server, media::open, this::earpieceOfReceived);
  }

  /**
   * Opens a telephone on free ports.
   *
   * @param server where it registers
   * @throws IOException when no port is free
   */
  public static RobotPhone open(
      String user, Secret password, Target server, Vocabulary vocabulary, RobotVoice voice)
      throws IOException {
    InetAddress bind = ownAddress(server);
    MediaEngine media = new MediaEngine(bind, PORTS, 1, voice);
    try {
      return new RobotPhone(bind, user, password, server, vocabulary, voice, media);
    } catch (IOException | RuntimeException e) {
      media.close();
      throw e;
    }
  }

  /** The address of this machine from which the server is reached. */
  private static InetAddress ownAddress(Target server) throws IOException {
    try (DatagramSocket probe = new DatagramSocket()) {
      probe.connect(new InetSocketAddress(server.host(), server.port()));
      return probe.getLocalAddress();
    }
  }

  /** Registers for an hour; the final status, 408 when none came. */
  public int register(Duration limit) throws InterruptedException {
    return phone.register(Duration.ofHours(1), limit);
  }

  /** Takes the registration back; the final status. */
  public int unregister(Duration limit) throws InterruptedException {
    return phone.register(Duration.ZERO, limit);
  }

  /**
   * Dials.
   *
   * @param uri such as {@code sip:hotline@127.0.0.1:5060}
   * @throws IOException when there is no media port
   */
  public RobotCall dial(String uri) throws IOException {
    Earpiece earpiece = new Earpiece(vocabulary.ear());
    return new RobotCall(phone.dial(uri, earpiece), earpiece, voice);
  }

  /** The next call that rings here; nothing when none does in time. */
  public Optional<RobotCall> awaitCall(Duration limit) throws InterruptedException {
    Optional<PhoneCall> call = phone.awaitCall(limit);
    return call.isEmpty()
        ? Optional.empty()
        : Optional.of(new RobotCall(call.get(), received.remove(), voice));
  }

  /** Calls ring in the order in which they asked for their ears. */
  private Earpiece earpieceOfReceived() {
    Earpiece earpiece = new Earpiece(vocabulary.ear());
    received.add(earpiece);
    return earpiece;
  }

  /** Hangs up and closes all ports. */
  @Override
  public void close() {
    phone.close();
    media.close();
  }
}
