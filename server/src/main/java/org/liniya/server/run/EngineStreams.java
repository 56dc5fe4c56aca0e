package org.liniya.server.run;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.util.Optional;
import org.liniya.rtp.MediaEngine;
import org.liniya.rtp.MediaListener;
import org.liniya.rtp.MediaStream;
import org.liniya.sip.Streams;

/** The engine's streams, on its usual address or that of one family. Thread-safe. */
record EngineStreams(MediaEngine engine, Optional<StandardProtocolFamily> family)
    implements Streams {

  EngineStreams(MediaEngine engine) {
    this(engine, Optional.empty());
  }

  @Override
  public MediaStream open(MediaListener listener) throws IOException {
    return family.isPresent() ? engine.open(listener, family.get()) : engine.open(listener);
  }

  @Override
  public Streams toward(StandardProtocolFamily wanted) {
    return new EngineStreams(engine, Optional.of(wanted));
  }
}
