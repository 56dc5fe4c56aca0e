package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.call.Key;
import org.liniya.port.Ear;
import org.liniya.port.Leg;
import org.liniya.port.Recording;
import org.liniya.rtp.KeyRules;
import org.liniya.rtp.MediaFigures;
import org.liniya.rtp.MediaListener;
import org.liniya.rtp.MediaSettings;
import org.liniya.rtp.MediaStream;
import org.liniya.speak.Utterance;

/** Media that sends nothing and remembers what it was told. Thread-safe. */
final class FakeStreams implements Streams {

  private final AtomicInteger ports = new AtomicInteger(30_000);
  final List<Stream> opened = new CopyOnWriteArrayList<>();
  private final BlockingQueue<JournalEvent.MediaFigures> ended = new LinkedBlockingQueue<>();

  @Override
  public MediaStream open(MediaListener listener) {
    Stream stream = new Stream(listener, ports.getAndAdd(2));
    opened.add(stream);
    return stream;
  }

  @Override
  public void ended(CallId call, JournalEvent.MediaFigures figures) {
    ended.add(figures);
  }

  /** Whose leg's figures were handed over next. */
  String nextEnded() throws InterruptedException {
    JournalEvent.MediaFigures figures = ended.poll(10, TimeUnit.SECONDS);
    assertThat(figures).as("figures of a leg within 10 s").isNotNull();
    return figures == null ? "" : figures.party();
  }

  /** Lets go of what has ended, as the real engine does. */
  void forgetClosed() {
    opened.removeIf(stream -> stream.closed);
    ended.clear();
  }

  Stream only() {
    return opened.getLast();
  }

  /** One fake stream. */
  static final class Stream implements MediaStream {
    final MediaListener listener;
    private final int port;
    final List<MediaSettings> applied = new CopyOnWriteArrayList<>();
    volatile KeyRules keys = KeyRules.USUAL;
    volatile boolean closed;

    Stream(MediaListener listener, int port) {
      this.listener = listener;
      this.port = port;
    }

    @Override
    public InetSocketAddress local() {
      return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    @Override
    public Leg.Listening listen() {
      return new Leg.Listening() {
        @Override
        public long number() {
          return 1;
        }

        @Override
        public void stop() {}
      };
    }

    @Override
    public Leg.Lending lend(Ear ear) {
      return () -> {};
    }

    @Override
    public void apply(MediaSettings settings) {
      applied.add(settings);
    }

    @Override
    public void keys(KeyRules rules) {
      keys = rules;
    }

    @Override
    public Leg.Playing play(Utterance utterance) {
      return new Leg.Playing() {
        @Override
        public long number() {
          return 1;
        }

        @Override
        public void stop() {}
      };
    }

    @Override
    public void bridge(MediaStream other) {}

    @Override
    public void mix(Collection<MediaStream> heard) {}

    @Override
    public void unbridge() {}

    @Override
    public void record(Recording recording) {}

    @Override
    public void sendKey(Key key) {}

    @Override
    public MediaFigures figures() {
      return new MediaFigures(0, 0, 0, 0, 0);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        listener.closed(new MediaFigures(1, 1, 0, 0, 0));
      }
    }
  }
}
