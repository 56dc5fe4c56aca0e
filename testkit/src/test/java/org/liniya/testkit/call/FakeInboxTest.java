package org.liniya.testkit.call;

import org.liniya.port.Inbox;

class FakeInboxTest extends InboxContract {

  private final FakeInbox inbox = new FakeInbox(new FakeTime());

  @Override
  protected Inbox inbox() {
    return inbox;
  }
}
