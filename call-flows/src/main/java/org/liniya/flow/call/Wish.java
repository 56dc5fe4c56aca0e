package org.liniya.flow.call;

import java.util.Locale;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.OperatorId;
import org.liniya.port.Transfer;

/**
 * An operator's wish that the caller be passed on, as the asking telephone and the journal are told
 * of it. That somebody cannot be told is no reason to part anyone: nothing here throws. Runs only
 * on the call's thread.
 */
final class Wish {

  private final LiveCall call;
  private final Transfer transfer;

  Wish(LiveCall call, Transfer transfer) {
    this.call = call;
    this.transfer = transfer;
  }

  Transfer.Target target() {
    return transfer.target();
  }

  /**
   * @param to whom; of a number outside the masked form
   */
  void asked(OperatorId by, String target, String to) {
    call.log().note(new JournalEvent.TransferAsked(by.value(), target, to));
  }

  void ringing() {
    call.keep(transfer::ringing);
  }

  /** The last but for {@link #failed}: one of the two is said, once. */
  void done(String target, String to) {
    call.keep(transfer::done);
    call.log().note(new JournalEvent.Transferred(target, to));
  }

  void failed(EndCause cause) {
    call.keep(() -> transfer.failed(cause));
    noteFailed(call, cause);
  }

  /** Writes down that nobody was reached. */
  static void noteFailed(LiveCall call, EndCause cause) {
    String word = cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
    call.log().note(new JournalEvent.TransferFailed(word));
  }
}
