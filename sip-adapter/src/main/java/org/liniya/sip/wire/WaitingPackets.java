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
 * behind himself. Strangers have half of the room, so that calls in progress are heard in any
 * crowd. What does not fit is dropped and, being SIP, comes again. Thread-safe.
 */
final class WaitingPackets extends LinkedBlockingQueue<DatagramQueuedMessageDispatch> {

  private static final long serialVersionUID = 1L;

  /** Each holds a buffer of {@link Valve#MAX_BYTES}. */
  static final int MOST = 4_000;

  static final int MOST_STRANGERS = MOST / 2;
  static final int MOST_OF_A_SOURCE = MOST / 2;
  static final int MOST_STRANGERS_OF_A_SOURCE = MOST / 8;

  private final transient Map<InetAddress, Integer> sources = new ConcurrentHashMap<>();

  WaitingPackets() {
    super(MOST);
  }

  @Override
  public boolean offer(DatagramQueuedMessageDispatch dispatch) {
    InetAddress source = dispatch.packet.getAddress();
    int ofSource = sources.getOrDefault(source, 0);
    boolean fits =
        switch (Glance.at(dispatch.packet.getData(), dispatch.packet.getLength())) {
          case INSIDE -> ofSource < MOST_OF_A_SOURCE;
          case STRANGER -> ofSource < MOST_STRANGERS_OF_A_SOURCE && size() < MOST_STRANGERS;
        };
    if (!fits) {
      return false;
    }
    sources.merge(source, 1, Integer::sum);
    if (super.offer(dispatch)) {
      return true;
    }
    gone(source);
    return false;
  }

  @Override
  public DatagramQueuedMessageDispatch take() throws InterruptedException {
    DatagramQueuedMessageDispatch dispatch = super.take();
    gone(dispatch.packet.getAddress());
    return dispatch;
  }

  @Override
  public @Nullable DatagramQueuedMessageDispatch poll(long timeout, TimeUnit unit)
      throws InterruptedException {
    DatagramQueuedMessageDispatch dispatch = super.poll(timeout, unit);
    if (dispatch != null) {
      gone(dispatch.packet.getAddress());
    }
    return dispatch;
  }

  /** How many sources have something waiting. */
  int sources() {
    return sources.size();
  }

  private void gone(InetAddress source) {
    sources.computeIfPresent(source, (_, count) -> count == 1 ? null : count - 1);
  }
}
