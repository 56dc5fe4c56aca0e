package org.liniya.sip;

import java.util.List;
import javax.sip.message.Request;
import org.liniya.port.DialogStore;
import org.liniya.port.StoreException;
import org.liniya.sip.wire.Dialog;
import org.liniya.sip.wire.Outcome;
import org.liniya.sip.wire.Reply;
import org.liniya.sip.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says goodbye in the name of a process that was killed: every dialog that was up gets a BYE with a
 * CSeq far above any that was used. Runs once, at start-up, on the caller's thread.
 */
final class Farewell {

  private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

  private Farewell() {}

  /** The dialogs that a killed process has left; none when the store does not answer. */
  static List<DialogStore.Entry> before(DialogStore store) {
    try {
      return store.all().stream()
          .filter(entry -> entry.frontEnd().equals(DialogBook.FRONT_END))
          .toList();
    } catch (StoreException e) {
      LOG.atError().setCause(e).log("the dialogs before the restart are not known");
      return List.of();
    }
  }

  static void say(Wire wire, DialogStore store, List<DialogStore.Entry> entries) {
    for (DialogStore.Entry entry : entries) {
      bye(wire, store, entry);
    }
  }

  private static void bye(Wire wire, DialogStore store, DialogStore.Entry entry) {
    try {
      Dialog dialog = Dialog.decode(entry.state()).afterGap();
      LOG.atInfo().addKeyValue("call", entry.call()).log("goodbye after a restart");
      wire.send(
          wire.messages().request(dialog, Request.BYE),
          new Outcome() {
            @Override
            public void reply(Reply reply) {
              if (!reply.provisional()) {
                store.closed(entry.id()); // 481 is as good as 200: it is over there
              }
            }

            @Override
            public void failed() {
              store.closed(entry.id());
            }
          });
    } catch (IllegalArgumentException e) {
      LOG.atWarn().addKeyValue("call", entry.call()).log("a stored dialog cannot be read");
      store.closed(entry.id());
    }
  }
}
