package org.liniya.server.run;

import org.liniya.port.Inbox;
import org.liniya.testkit.call.InboxContract;

class BlockingInboxContractTest extends InboxContract {

  private final Inbox inbox = new BlockingInbox();

  @Override
  protected Inbox inbox() {
    return inbox;
  }
}
