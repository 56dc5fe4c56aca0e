package org.liniya.asterisk;

import java.util.Map;
import org.liniya.port.Leg;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two legs that Asterisk bridges, as soon as both have a FastAGI session: before, they are on their
 * way from another place, which would end the bridge. While they are bridged neither has one: the
 * dialplan asks us again when the bridge is over. Under the legs' lock, but for {@link #stop}.
 */
final class Joint implements Leg.Bridging {

  private static final Logger LOG = LoggerFactory.getLogger(Joint.class);

  /** A channel in the middle of being exchanged is refused once; not for ever. */
  private static final int TRIES = 3;

  private static final int AGAIN_MS = 100;

  private final AsteriskLeg one;
  private final AsteriskLeg other;
  private final LegTools tools;
  private boolean begun;

  Joint(AsteriskLeg one, AsteriskLeg other, LegTools tools) {
    this.one = one;
    this.other = other;
    this.tools = tools;
  }

  /**
   * Bridges them if both can be; called again when that may have changed. A recording begins
   * before: over a session, which a bridge ends.
   */
  void begin() {
    if (isReady()) {
      one.afterFirsts(() -> other.afterFirsts(this::beginNow));
    }
  }

  private void beginNow() {
    if (isReady()) {
      begun = true;
      bridge(TRIES);
    }
  }

  private boolean isReady() {
    return !begun && holds() && one.isAtHand() && other.isAtHand();
  }

  /** Whether Asterisk was asked to bridge them. */
  boolean hasBegun() {
    return begun;
  }

  private void bridge(int tries) {
    tools
        .manager()
        .ask(
            new Manager.Order(
                "Bridge",
                Map.of("Channel1", one.channel(), "Channel2", other.channel(), "Tone", "no")),
            taken -> {
              if (taken) {
                one.taken(this);
                other.taken(this);
                return;
              }
              if (!holds()) {
                return;
              }
              if (tries > 1 || !tools.manager().connected()) {
                tools.timer().after(AGAIN_MS, () -> again(tries - 1));
              } else {
                LOG.atError().addKeyValue("leg", one.id()).log("Asterisk does not bridge it");
              }
            });
  }

  private void again(int tries) {
    if (holds()) {
      bridge(tries);
    }
  }

  private boolean holds() {
    return one.isIn(this) && other.isIn(this);
  }

  AsteriskLeg besides(AsteriskLeg leg) {
    return leg == one ? other : one;
  }

  /** Takes both channels out of the bridge, into the dialplan, which asks us again. */
  void part() {
    if (!begun) {
      return;
    }
    tools.insist(
        new Manager.Order(
            "Redirect",
            Map.of(
                "Channel",
                one.channel(),
                "Context",
                LegTools.AGAIN,
                "Exten",
                "s",
                "Priority",
                "1",
                "ExtraChannel",
                other.channel(),
                "ExtraContext",
                LegTools.AGAIN,
                "ExtraExten",
                "s",
                "ExtraPriority",
                "1")),
        () -> one.isAwaited() || other.isAwaited());
  }

  @Override
  public void stop() {
    one.partFrom(this);
  }
}
