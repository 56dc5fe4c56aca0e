package org.liniya.server.identity;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.liniya.call.Language;
import org.liniya.server.identity.MailSettings.Login;
import org.liniya.server.identity.MailSettings.Tls;

/** A real mail server (GreenMail) on a free port, and senders that know it. */
final class Post implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-11-27T09:00:00Z");

  final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  Post() {
    server.start();
  }

  int port() {
    return server.getSmtp().getPort();
  }

  static MailSettings settings(int port, Tls tls, Optional<Login> login, Duration timeout) {
    return new MailSettings(
        "localhost",
        port,
        tls,
        login,
        "codes@liniya.example.org",
        new Words(Map.of(Language.RU, "Ваш код", Language.EN, "Your code"), Language.RU),
        timeout,
        2);
  }

  static SmtpSender sender(MailSettings settings, Optional<SSLSocketFactory> trust) {
    CodeText text =
        new CodeText(
            new Words(
                Map.of(
                    Language.RU, "Код для разговора с линией: {code}. Никому его не говорите.",
                    Language.EN, "Your code for the line is {code}. Tell it to nobody."),
                Language.RU));
    return new SmtpSender(
        settings, new MailServer(settings, text, () -> NOW, trust), System::nanoTime);
  }

  @Override
  public void close() {
    server.stop();
  }
}
