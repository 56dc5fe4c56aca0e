package org.liniya.sip.wire;

import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams that wait for jain-sip's parser, bounded in all and per source: whoever floods waits
 * behind himself. Strangers have half of the room and those that claim to belong to something a
 * quarter, so that calls in progress are heard in any crowd. What does not fit is dropped and,
 * being SIP, comes again. Thread-safe.
 */
final class WaitingPackets extends LinkedBlockingQueue<DatagramQueuedMessageDispatch> {

  private static final long serialVersionUID = 1L;

  /** Each holds a buffer of {@link Valve#MAX_BYTES}. */
  static final int MOST = 4_000;

  static final int MOST_STRANGERS = MOST / 2;
  static final int MOST_CLAIMS = MOST / 4;
  static final int MOST_OF_A_SOURCE = MOST / 2;
  static final int MOST_STRANGERS_OF_A_SOURCE = MOST / 8;

  /** Whose packets are counted: strangers at an address take nothing from a call there. */
  private record Party(InetAddress source, Glance glance) {}

  /** A packet and as what it was let in: what is known of dialogs changes meanwhile. */
  private static final class Waiting extends DatagramQueuedMessageDispatch {
    private final Party party;

    Waiting(DatagramQueuedMessageDispatch dispatch, Party party) {
      super(dispatch.packet, System.currentTimeMillis());
      this.party = party;
    }
  }

  private final transient Map<Party, Integer> parties = new ConcurrentHashMap<>();
  private final transient Map<Glance, Integer> all = new ConcurrentHashMap<>();
  private final transient KnownDialogs known;

  WaitingPackets(KnownDialogs known) {
    super(MOST);
    this.known = known;
  }

  @Override
  public boolean offer(DatagramQueuedMessageDispatch dispatch) {
    Glance glance = Glance.at(dispatch.packet.getData(), dispatch.packet.getLength(), known);
    Party party = new Party(dispatch.packet.getAddress(), glance);
    int own = parties.getOrDefault(party, 0);
    int alike = all.getOrDefault(glance, 0);
    boolean fits =
        switch (glance) {
          case INSIDE -> own < MOST_OF_A_SOURCE;
          case CLAIM -> own < MOST_STRANGERS_OF_A_SOURCE && alike < MOST_CLAIMS;
          case STRANGER -> own < MOST_STRANGERS_OF_A_SOURCE && alike < MOST_STRANGERS;
        };
    if (!fits) {
      return false;
    }
    parties.merge(party, 1, Integer::sum);
    all.merge(glance, 1, Integer::sum);
    if (super.offer(new Waiting(dispatch, party))) {
      return true;
    }
    gone(party);
    return false;
  }

  @Override
  public DatagramQueuedMessageDispatch take() throws InterruptedException {
    return out(super.take());
  }

  @Override
  public @Nullable DatagramQueuedMessageDispatch poll(long timeout, TimeUnit unit)
      throws InterruptedException {
    DatagramQueuedMessageDispatch dispatch = super.poll(timeout, unit);
    return dispatch == null ? null : out(dispatch);
  }

  /** For how many sources, and as what, something is waiting. */
  int sources() {
    return parties.size();
  }

  private DatagramQueuedMessageDispatch out(DatagramQueuedMessageDispatch dispatch) {
    if (dispatch instanceof Waiting waiting) {
      gone(waiting.party);
    }
    return dispatch;
  }

  private void gone(Party party) {
    parties.computeIfPresent(party, (_, count) -> count == 1 ? null : count - 1);
    all.computeIfPresent(party.glance(), (_, count) -> count == 1 ? null : count - 1);
  }
}
