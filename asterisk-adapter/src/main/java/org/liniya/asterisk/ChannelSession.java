package org.liniya.asterisk;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.asteriskjava.fastagi.AgiException;
import org.jspecify.annotations.Nullable;
import org.liniya.call.EndCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The FastAGI session of a leg's channel, and what is to be asked over it. A channel may lose its
 * session and get another one: whenever Asterisk bridges it, or takes it elsewhere in the dialplan.
 * {@link #serve} runs on the session's virtual thread; the rest under the leg's lock.
 */
final class ChannelSession {

  private static final Logger LOG = LoggerFactory.getLogger(ChannelSession.class);

  /**
   * How long a channel may be without a session before we look whether it is still there. On a
   * machine without processor time to spare Asterisk has taken more than three seconds to come back
   * to its dialplan.
   */
  private static final long GRACE_MS = 10_000;

  private static final int KEY_MS = 500;

  private final AsteriskLeg leg;
  private final LegTools tools;
  private final Player player;
  private final Condition changed;
  private final Queue<Errand> errands = new ArrayDeque<>();
  private final FirstThings firsts = new FirstThings();
  private @Nullable AgiSession session;

  /** How many times it was without a session: each has its time of grace. */
  private long waitings;

  ChannelSession(AsteriskLeg leg, LegTools tools) {
    this.leg = leg;
    this.tools = tools;
    this.player = new Player(leg, tools);
    this.changed = tools.lock().newCondition();
  }

  // ---- under the lock

  /** Whether the channel is where we have asked it to be, and can be taken elsewhere. */
  boolean isAtHand() {
    return session != null;
  }

  void send(Errand errand) {
    errands.add(errand);
    wake();
  }

  /** Is done before anything else, and before the channel is bridged. */
  void sendFirst(Errand errand) {
    firsts.add(errand);
    wake();
  }

  /** Runs it when nothing is left to do before. */
  void afterFirsts(Runnable task) {
    if (session == null) {
      task.run();
    } else {
      firsts.after(task);
    }
  }

  boolean hasErrands() {
    return !errands.isEmpty() || firsts.any();
  }

  /** Something else may be wanted now: its thread looks, and lets go of the file it plays. */
  void wake() {
    look();
    player.breakOff();
  }

  /** Its thread looks what is to be done. */
  void look() {
    changed.signalAll();
  }

  /** The channel is elsewhere now: its session is not needed any more, and others may be. */
  void letGo() {
    session = null;
    look();
  }

  /** As {@link #letGo}, and another has to come soon. */
  void awaitAnother() {
    session = null;
    long waiting = ++waitings;
    tools.timer().after(GRACE_MS, () -> lookFor(waiting));
  }

  /** A channel without a session that is not bridged either: is it still there? */
  private void lookFor(long waiting) {
    tools.change(
        () -> {
          if (waiting == waitings && leg.isAwaited()) {
            LOG.atWarn()
                .addKeyValue("leg", leg.id())
                .log("a channel does not come back; it is hung up");
            leg.hangUp(EndCause.LOST);
          }
        });
  }

  /** Nothing more is to be asked. */
  void clear() {
    errands.clear();
    firsts.clear();
    look();
  }

  // ---- its thread

  /** Serves a FastAGI session until the channel is gone, or taken elsewhere. */
  void serve(AgiSession agi) {
    tools.change(() -> attach(agi));
    try {
      for (Errand next = next(agi); next != null; next = next(agi)) {
        next.run(agi);
      }
    } catch (AgiException e) {
      LOG.atDebug().addKeyValue("leg", leg.id()).log("the session is over");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      tools.change(() -> detach(agi));
    }
  }

  private void attach(AgiSession agi) {
    session = agi;
    leg.isAskedFor();
    look();
  }

  private void detach(AgiSession agi) {
    if (session == agi) {
      awaitAnother();
      firsts.noMore();
    }
  }

  /** What the session is to do next; null when it is over. */
  private @Nullable Errand next(AgiSession agi) throws InterruptedException {
    tools.lock().lockInterruptibly();
    try {
      while (!leg.isOver() && session == agi) {
        if (firsts.any() && !leg.isBridged()) {
          Errand first = firsts.next();
          return each -> runFirst(first, each);
        }
        Wish wish = leg.wish();
        if (!(wish instanceof Wish.Joined) && !errands.isEmpty()) {
          return errands.remove();
        }
        if (wish instanceof Wish.Sounding sounding) {
          return each -> player.goOn(sounding, each);
        }
        if (wish instanceof Wish.Mixed mixed) {
          return each -> confer(mixed, each);
        }
        if (!tools.manager().connected()) {
          return this::waitForKey;
        }
        var _ = changed.await(1, TimeUnit.SECONDS); // the connection may be lost meanwhile
      }
      return null;
    } finally {
      tools.lock().unlock();
    }
  }

  private void runFirst(Errand first, AgiSession agi) throws AgiException {
    try {
      first.run(agi);
    } finally {
      tools.change(() -> firsts.done(first));
    }
  }

  private void confer(Wish.Mixed mixed, AgiSession agi) throws AgiException {
    if (!tools.changing(() -> goesIn(mixed))) {
      return;
    }
    try {
      agi.exec("ConfBridge", mixed.place().options());
    } finally {
      tools.change(() -> mixed.inside(false));
    }
    tools.change(() -> leg.cameOutOf(mixed));
    // a channel that was fetched out of it waits for the end of its session, not for a command
    throw new AgiException("the conference is over for it; the dialplan asks again");
  }

  private boolean goesIn(Wish.Mixed mixed) {
    boolean goes = leg.wish() == mixed && !hasErrands();
    mixed.inside(goes);
    return goes;
  }

  private void waitForKey(AgiSession agi) throws AgiException {
    leg.asksForKeys();
    leg.answeredKey(agi.waitForKey(KEY_MS));
  }
}
