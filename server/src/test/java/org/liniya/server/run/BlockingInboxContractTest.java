package org.liniya.server.run;

import org.liniya.port.Inbox;
import org.liniya.testkit.call.InboxContract;

class BlockingInboxContractTest extends InboxContract {

  @Override
  protected Inbox inbox() {
    return new BlockingInbox();
  }
}
