package org.liniya.rtp;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The port after that of a stream's RTP, which is opened when it is first needed: most legs that
 * are refused never need it. Used only on the media loop that owns the stream, but for {@link
 * #openOnce}. When somebody else has the port there are no reports.
 */
final class RtcpPort {

  /** Opens a channel that is bound and does not block. */
  @FunctionalInterface
  interface Opener {
    DatagramChannel open() throws IOException;
  }

  private final Opener opener;
  private final RtpStream stream;
  private final Faults faults;
  private final AtomicBoolean asked = new AtomicBoolean();
  private @Nullable Selector selector;
  private @Nullable RtcpSocket socket;

  RtcpPort(Opener opener, RtpStream stream, Faults faults) {
    this.opener = opener;
    this.stream = stream;
    this.faults = faults;
  }

  /** From any thread. */
  void openOnce() {
    if (!asked.compareAndSet(false, true)) {
      return;
    }
    try {
      RtcpSocket opened = new RtcpSocket(opener.open(), stream, faults);
      stream.post(() -> use(opened));
    } catch (IOException e) {
      faults.log("open RTCP", e);
    }
  }

  private void use(RtcpSocket opened) {
    if (stream.isClosed()) {
      opened.close();
      return;
    }
    socket = opened;
    try {
      if (selector != null) {
        opened.register(selector);
      }
    } catch (IOException e) {
      faults.log("register RTCP", e);
    }
  }

  @Nullable RtcpSocket socket() {
    return socket;
  }

  void register(Selector here) throws IOException {
    selector = here;
    if (socket != null) {
      socket.register(here);
    }
  }

  void leaveSelector() {
    if (socket != null) {
      socket.leaveSelector();
    }
  }

  void close() {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
