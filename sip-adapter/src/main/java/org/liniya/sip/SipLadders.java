package org.liniya.sip;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Message;
import org.liniya.call.CallId;
import org.liniya.call.LegId;
import org.liniya.call.Signalled;
import org.liniya.port.Ladders;
import org.liniya.sip.wire.MessageWatch;

/**
 * Remembers the messages of every leg until a moment after its end, in bounded memory. An INVITE
 * whose call is not known yet is kept with the newest of its kind; what belongs to no call (a
 * registration, a scan) is not kept at all. Thread-safe.
 */
final class SipLadders implements Ladders, MessageWatch {

  /** Messages of one leg; a leg of hours with refreshes has fewer. */
  private static final int MESSAGES = 200;

  /** Dialogs that begin at once and are not a call's yet. */
  private static final int UNKNOWN = 1_000;

  /** The answer to a BYE is still to come. */
  private static final Duration LINGER = Duration.ofSeconds(2);

  /** A quick answer may be seen before the request that it answers, which was sent earlier. */
  private static final Comparator<Signalled> IN_ORDER =
      Comparator.comparing(Signalled::at)
          .thenComparing(message -> Character.isDigit(message.what().charAt(0)));

  private final Timers timers;
  private final Mailbox mailbox;
  private final Sink sink;
  private final Map<String, Owned> owned = new LinkedHashMap<>();
  private final Map<String, Messages> unknown =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Messages> eldest) {
          return size() > UNKNOWN;
        }
      };

  /** A leg with its messages. */
  private record Owned(CallId call, LegId leg, String party, Messages messages) {
    Ladder ladder() {
      return new Ladder(
          leg, party, messages.kept.stream().sorted(IN_ORDER).toList(), messages.omitted);
    }
  }

  private static final class Messages {
    private final List<Signalled> kept = new ArrayList<>();
    private int omitted;

    void add(Signalled message) {
      if (kept.size() < MESSAGES) {
        kept.add(message);
      } else {
        omitted++;
      }
    }
  }

  SipLadders(Timers timers, Mailbox mailbox, Sink sink) {
    this.timers = timers;
    this.mailbox = mailbox;
    this.sink = sink;
  }

  @Override
  public void seen(Message message, boolean sent, String peer, long atMs) {
    String callId = Rungs.callId(message);
    Signalled rung = new Signalled(Instant.ofEpochMilli(atMs), sent, peer, Rungs.what(message));
    synchronized (this) {
      Owned of = owned.get(callId);
      if (of != null) {
        of.messages().add(rung);
      } else if (Rungs.begins(message)) {
        unknown.computeIfAbsent(callId, _ -> new Messages()).add(rung);
      } else {
        Messages begun = unknown.get(callId);
        if (begun != null) {
          begun.add(rung);
        }
      }
    }
  }

  /** From now on the messages under a Call-ID, with those seen before, are those of a leg. */
  synchronized void belongs(String callId, CallId call, LegId leg, String party) {
    Messages before = unknown.remove(callId);
    owned.putIfAbsent(
        callId, new Owned(call, leg, party, before == null ? new Messages() : before));
  }

  /** The call of which a Call-ID is one leg. */
  synchronized Optional<CallId> owner(String callId) {
    return Optional.ofNullable(owned.get(callId)).map(Owned::call);
  }

  /** The leg is over: soon its ladder goes to the sink. */
  void over(String callId) {
    timers.after(LINGER, mailbox, () -> hand(callId));
  }

  private void hand(String callId) {
    Owned done;
    synchronized (this) {
      done = owned.remove(callId);
    }
    if (done != null) {
      sink.over(done.call(), done.ladder());
    }
  }

  @Override
  public synchronized List<Ladder> of(CallId call) {
    return owned.values().stream()
        .filter(each -> each.call().equals(call))
        .map(Owned::ladder)
        .toList();
  }
}
