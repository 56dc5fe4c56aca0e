package org.liniya.asterisk;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.liniya.port.Ear;
import org.liniya.port.Encoding;
import org.liniya.port.Leg;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ear that is lent to a leg's party: Asterisk sends us what the party says, by a pair of
 * channels and an AudioSocket connection of their own, for as long as an ear is lent. Under the
 * leg's lock, but for what the connection's thread does.
 */
final class EarLine {

  private static final Logger LOG = LoggerFactory.getLogger(EarLine.class);

  private static final String CONTEXT = "liniya-ear";

  private final AsteriskLeg leg;
  private final LegTools tools;

  /** Read by the connections' threads. */
  private volatile Optional<Ear> lent = Optional.empty();

  private Optional<Line> line = Optional.empty();
  private long number;

  EarLine(AsteriskLeg leg, LegTools tools) {
    this.leg = leg;
    this.tools = tools;
  }

  /** Takes the place of an earlier ear, which hears no more. */
  Leg.Lending lend(Ear ear) {
    if (tools.ears().isEmpty()) {
      LOG.atDebug().addKeyValue("leg", leg.id()).log("no ear: asterisk: ear is not configured");
      return () -> {};
    }
    long mine = ++number;
    lent = Optional.of(ear);
    if (line.isEmpty()) {
      open(tools.ears().get());
    }
    return () -> takeBack(mine);
  }

  private void takeBack(long mine) {
    tools.change(
        () -> {
          if (mine == number) {
            close();
          }
        });
  }

  /** Nobody hears any more. */
  void close() {
    lent = Optional.empty();
    line.ifPresent(Line::end);
    line = Optional.empty();
  }

  private void open(EarServer ears) {
    Line opened = new Line(ears);
    line = Optional.of(opened);
    tools
        .manager()
        .ask(
            new Manager.Order(
                "Originate",
                Map.of(
                    "Channel", "Local/spy@" + CONTEXT + "/n",
                    "Context", CONTEXT,
                    "Exten", "send",
                    "Priority", "1",
                    "Async", "true"),
                Map.of(
                    "LINIYA_EAR", leg.channel(),
                    "LINIYA_EAR_ID", opened.id.toString(),
                    "LINIYA_EAR_AT", ears.address())),
            taken -> {
              if (!taken) {
                LOG.atError()
                    .addKeyValue("leg", leg.id())
                    .log("Asterisk does not send what it says; has it [{}]?", CONTEXT);
              }
            });
  }

  /** One connection. */
  private final class Line implements EarServer.Hearing {
    private final EarServer ears;
    private final UUID id;

    /** What has come in already is not for the next ear. */
    private volatile boolean over;

    Line(EarServer ears) {
      this.ears = ears;
      this.id = ears.await(this);
    }

    @Override
    public void hear(long arrivalNanos, byte[] alaw) {
      Optional<Ear> ear = over ? Optional.empty() : lent;
      try {
        ear.ifPresent(each -> each.hear(arrivalNanos, Encoding.PCMA, alaw, 0, alaw.length));
      } catch (RuntimeException e) {
        LOG.atError()
            .addKeyValue("leg", leg.id())
            .setCause(e)
            .log("an ear fails; it hears no more");
        failed(ear);
      }
    }

    void end() {
      over = true;
      ears.end(id);
    }
  }

  private void failed(Optional<Ear> ear) {
    tools.change(
        () -> {
          if (lent.equals(ear)) {
            close();
          }
        });
  }
}
