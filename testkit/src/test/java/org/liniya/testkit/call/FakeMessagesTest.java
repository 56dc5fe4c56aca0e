package org.liniya.testkit.call;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.liniya.port.MessageSender;
import org.liniya.port.MessageSender.Channel;

class FakeMessagesTest extends MessageSenderContract {

  private final FakeInbox inbox = new FakeInbox(new FakeTime());
  private final FakeMessages messages = new FakeMessages(inbox, Set.of(Channel.SMS));

  @Override
  protected MessageSender sender() {
    return messages;
  }

  @Override
  protected Channel channel() {
    return Channel.SMS;
  }

  @Override
  protected Channel missing() {
    return Channel.EMAIL;
  }

  @Override
  protected void takes() {
    messages.takesAll();
  }

  @Override
  protected void refuses() {
    messages.refuses(Channel.SMS);
  }

  @Override
  protected void isAway() {
    messages.fails(Channel.SMS);
  }

  @Override
  protected void hangs() {
    messages.hangs();
  }

  @Override
  protected List<String> arrived() {
    return messages.taken().stream().map(message -> message.code().reveal()).toList();
  }

  @Override
  protected void passTime() throws InterruptedException {
    var _ = inbox.next(Duration.ofSeconds(1));
  }
}
