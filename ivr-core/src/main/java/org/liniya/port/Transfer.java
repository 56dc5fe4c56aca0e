package org.liniya.port;

import org.liniya.call.EndCause;
import org.liniya.call.LegId;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;

/**
 * A party's wish that the other party be passed on, and the way to tell it how that goes (SIP:
 * REFER and NOTIFY, RFC 3515). Thread-safe; never blocks; says nothing more after {@link #done} or
 * {@link #failed}, and nothing at all when the party is gone.
 */
public interface Transfer {

  Target target();

  /** Whoever is wanted is being rung. */
  void ringing();

  /** The other party has been passed on; the asking leg is then ended by who owns it. */
  void done();

  /** It came to nothing: the two go on talking. */
  void failed(EndCause cause);

  /** To whom. Numbers come from an operator's telephone, never from a caller's keys. */
  sealed interface Target {
    record Operator(OperatorId operator) implements Target {}

    /** The queue of a skill group. */
    record Group(String group) implements Target {}

    record Outside(PhoneNumber number) implements Target {}

    /**
     * The party with whom the asking operator is connected by another leg (attended transfer).
     *
     * @param leg our leg to the same operator in that other connection
     */
    record Consulted(LegId leg) implements Target {}
  }
}
