package org.liniya.server.identity;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.liniya.port.MessageSender;
import org.liniya.port.MessageSender.Channel;
import org.liniya.server.identity.MailSettings.Tls;
import org.liniya.testkit.call.MessageSenderContract;

@Timeout(60)
class SmtpSenderContractTest extends MessageSenderContract {

  private final Post post = new Post();
  private final MailFront front = new MailFront(MailFront.passesOn(post.port()));
  private final SmtpSender sender =
      Post.sender(
          Post.settings(front.port(), Tls.NO, Optional.empty(), MailSettings.LONGEST),
          Optional.empty());

  SmtpSenderContractTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    front.close();
    post.close();
  }

  @Override
  protected MessageSender sender() {
    return sender;
  }

  @Override
  protected Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  protected Channel missing() {
    return Channel.SMS;
  }

  @Override
  protected void takes() {
    front.behaves(MailFront.passesOn(post.port()));
  }

  @Override
  protected void refuses() {
    front.behaves(MailFront.says("220 front", Map.of("RCPT", "550 no such mailbox")));
  }

  @Override
  protected void isAway() {
    front.behaves(_ -> {});
  }

  @Override
  protected void hangs() {
    front.behaves(front::hang);
  }

  @Override
  protected List<String> arrived() {
    return Stream.of(post.server.getReceivedMessages()).map(SmtpSenderContractTest::text).toList();
  }

  private static String text(jakarta.mail.internet.MimeMessage mail) {
    try {
      return (String) mail.getContent();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected void passTime() {} // it passes by itself
}
