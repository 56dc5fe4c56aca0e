package org.liniya.server.identity;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.liniya.port.MessageSender.Outcome;
import org.liniya.port.Services.Reason;

/**
 * What the mail library's exceptions mean for a code (RFC 5321 section 4.2.1: 4xx for now, 5xx for
 * good). Their words are never used: servers repeat the address in them. Pure functions.
 */
final class MailFaults {

  private static final int FOR_GOOD = 500;
  private static final int CLOSING = 421;

  /** How many exceptions hang on one another is the server's to say. */
  private static final int MOST_LINKS = 20;

  private MailFaults() {}

  static Outcome outcome(MessagingException fault) {
    return links(fault).stream()
        .flatMap(link -> meaning(link).stream())
        .findFirst()
        .orElse(new Outcome.Failed(Reason.UNWELL));
  }

  /** The exception, those behind it in its own list, and their causes. */
  private static List<Throwable> links(MessagingException fault) {
    List<Throwable> links = new ArrayList<>();
    @Nullable Throwable next = fault;
    while (next != null && links.size() < MOST_LINKS) {
      links.add(next);
      next =
          next instanceof MessagingException mail && mail.getNextException() != null
              ? mail.getNextException()
              : next.getCause();
    }
    // What is nearest to the cause says most: a refused address hangs on a message not sent.
    return links.reversed();
  }

  private static Optional<Outcome> meaning(Throwable link) {
    return switch (link) {
      case AuthenticationFailedException _ -> failed(Reason.FAULT);
      case SMTPAddressFailedException address -> Optional.of(address(address.getReturnCode()));
      case SMTPSenderFailedException sender ->
          failed(sender.getReturnCode() >= FOR_GOOD ? Reason.FAULT : Reason.UNWELL);
      case SMTPSendFailedException message ->
          failed(message.getReturnCode() >= FOR_GOOD ? Reason.REFUSED : Reason.UNWELL);
      case SocketTimeoutException _ -> failed(Reason.TIMEOUT);
      case IOException _ -> failed(Reason.UNREACHABLE);
      // The library has no type of its own for it; SmtpSenderTest sees when its words change.
      case MessagingException mail when String.valueOf(mail.getMessage()).contains("STARTTLS") ->
          failed(Reason.FAULT);
      default -> Optional.empty();
    };
  }

  /** What the server says to RCPT. */
  private static Outcome address(int code) {
    return switch (code) {
      case 530, 535, 538 -> new Outcome.Failed(Reason.FAULT); // RFC 4954: a login is wanted
      case CLOSING -> new Outcome.Failed(Reason.UNWELL);
      default -> code >= FOR_GOOD ? new Outcome.Refused() : new Outcome.Failed(Reason.REFUSED);
    };
  }

  private static Optional<Outcome> failed(Reason reason) {
    return Optional.of(new Outcome.Failed(reason));
  }
}
