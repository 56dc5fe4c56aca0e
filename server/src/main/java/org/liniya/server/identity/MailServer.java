package org.liniya.server.identity;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.liniya.call.Secret;
import org.liniya.port.MessageSender.Message;

/** Writes messages and hands them to the mail server. Blocks its caller; thread-safe. */
final class MailServer {

  private final MailSettings settings;
  private final CodeText text;
  private final Supplier<Instant> now;
  private final Session session;

  /**
   * @param trust who makes connections over TLS; empty for those that Java trusts
   */
  MailServer(
      MailSettings settings,
      CodeText text,
      Supplier<Instant> now,
      Optional<SSLSocketFactory> trust) {
    this.settings = settings;
    this.text = text;
    this.now = now;
    this.session = Session.getInstance(properties(settings, trust));
  }

  /** {@code jakarta.mail} reads times as milliseconds; without them it waits for ever. */
  private static Properties properties(MailSettings settings, Optional<SSLSocketFactory> trust) {
    String millis = Long.toString(settings.timeout().toMillis());
    Properties keys = new Properties();
    keys.setProperty("mail.smtp.connectiontimeout", millis);
    keys.setProperty("mail.smtp.timeout", millis);
    keys.setProperty("mail.smtp.quitwait", "false");
    keys.setProperty("mail.smtp.localhost", domain(settings)); // else it asks a name server
    keys.setProperty("mail.smtp.auth", Boolean.toString(settings.login().isPresent()));
    keys.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    boolean starttls = settings.tls() == MailSettings.Tls.STARTTLS;
    keys.setProperty("mail.smtp.starttls.enable", Boolean.toString(starttls));
    keys.setProperty("mail.smtp.starttls.required", Boolean.toString(starttls));
    keys.setProperty(
        "mail.smtp.ssl.enable", Boolean.toString(settings.tls() == MailSettings.Tls.TLS));
    keys.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    keys.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    trust.ifPresent(factory -> keys.put("mail.smtp.ssl.socketFactory", factory));
    return keys;
  }

  private static String domain(MailSettings settings) {
    return settings.from().substring(settings.from().lastIndexOf('@') + 1);
  }

  /** Hands a message over; when this returns, the server has taken it. */
  void deliver(Message message) throws MessagingException {
    MimeMessage mail = written(message);
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(
          settings.host(),
          settings.port(),
          settings.login().map(MailSettings.Login::user).orElse(null),
          settings.login().map(MailSettings.Login::password).map(Secret::reveal).orElse(null));
      transport.sendMessage(mail, mail.getAllRecipients());
    }
  }

  private MimeMessage written(Message message) throws MessagingException {
    String utf8 = StandardCharsets.UTF_8.name();
    MimeMessage mail = new Mail(session, domain(settings));
    mail.setFrom(new InternetAddress(settings.from(), true));
    mail.setRecipient(RecipientType.TO, new InternetAddress(message.address().reveal(), true));
    mail.setSubject(settings.subject().in(message.language()), utf8);
    mail.setText(text.with(message.code(), message.language()).reveal(), utf8);
    mail.setSentDate(Date.from(now.get()));
    mail.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office answers
    mail.saveChanges();
    return mail;
  }

  /** The library's own identifiers would tell the user's name and the machine's. */
  private static final class Mail extends MimeMessage {
    private final String domain;

    Mail(Session session, String domain) {
      super(session);
      this.domain = domain;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + UUID.randomUUID() + "@" + domain + ">");
    }
  }
}
