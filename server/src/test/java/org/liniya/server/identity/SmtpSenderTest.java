package org.liniya.server.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.MessageSender.Message;
import org.liniya.port.MessageSender.Outcome;
import org.liniya.port.Services;
import org.liniya.port.Services.Reason;
import org.liniya.server.identity.MailSettings.Login;
import org.liniya.server.identity.MailSettings.Tls;
import org.liniya.server.service.ServiceBreaker;
import org.liniya.testkit.tls.Certificates;
import org.slf4j.LoggerFactory;

@Timeout(60)
class SmtpSenderTest {

  private static final String ADDRESS = "caller@example.org";
  private static final String CODE = "471108";
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Outcome TAKEN = new Outcome.Taken();

  /** Made once: the tool that makes them is slow. */
  @TempDir private static Path folder = Path.of("");

  private static Optional<Certificates> certificates = Optional.empty();

  @BeforeAll
  static void issue() throws Exception {
    Certificates made = new Certificates(folder);
    made.issue("localhost", "CN=mail", "dns:localhost");
    made.issue("other.example.org", "CN=mail", "dns:other.example.org");
    certificates = Optional.of(made);
  }

  private final Post post = new Post();
  private final MailFront front = new MailFront(MailFront.passesOn(post.port()));
  private final BlockingQueue<Outcome> told = new LinkedBlockingQueue<>();

  SmtpSenderTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    front.close();
    post.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ru | Ваш код   | Код для разговора с линией: 471108. Никому его не говорите.",
        "en | Your code | Your code for the line is 471108. Tell it to nobody.",
        "de | Ваш код   | Код для разговора с линией: 471108. Никому его не говорите."
      })
  void theMessageArrivesAsItWasWritten(String language, String subject, String text)
      throws Exception {
    assertThat(send(plain(), ADDRESS, language)).isEqualTo(TAKEN);

    MimeMessage mail = arrived();
    assertThat(mail.getContent().toString().strip()).isEqualTo(text);
    assertThat(mail.getSubject()).isEqualTo(subject);
    assertThat(mail.getFrom()[0]).hasToString("codes@liniya.example.org");
    assertThat(mail.getAllRecipients()).singleElement().hasToString(ADDRESS);
    assertThat(mail.getSentDate()).isEqualTo(Date.from(Post.NOW));
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getMessageID()).matches("<[0-9a-f-]{36}@liniya\\.example\\.org>");
    assertThat(everything(mail)).doesNotContain(System.getProperty("user.name") + "@");
  }

  @Test
  void theCodeIsInTheMailOnceAndInNoLogLine() throws Exception {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    root.addAppender(log);
    Logger ours = (Logger) LoggerFactory.getLogger("org.liniya.server.identity");
    ours.setLevel(Level.TRACE);
    try {
      SmtpSender sender = plain();
      assertThat(send(sender, ADDRESS, "en")).isEqualTo(TAKEN);
      front.behaves(MailFront.says("220 front", Map.of("MAIL", "550 <" + ADDRESS + "> " + CODE)));
      assertThat(send(sender, ADDRESS, "en")).isEqualTo(new Outcome.Failed(Reason.FAULT));
    } finally {
      root.detachAppender(log);
      root.setLevel(before);
      ours.setLevel(null);
    }

    assertThat(everything(arrived())).containsOnlyOnce(CODE);
    assertThat(log.list).anyMatch(line -> line.getMessage().contains("takes no codes"));
    assertThat(log.list)
        .filteredOn(line -> !line.getLoggerName().startsWith("com.icegreen")) // the server's own
        .noneMatch(
            line -> {
              String all =
                  line.getFormattedMessage() + line.getKeyValuePairs() + line.getThrowableProxy();
              return all.contains(CODE) || all.contains(ADDRESS);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void overTls(String way) throws Exception {
    front.behaves(secured(way, "localhost"));
    SmtpSender sender = sender(tls(way), Optional.empty(), trust());

    assertThat(send(sender, ADDRESS, "ru")).isEqualTo(TAKEN);
    assertThat(everything(arrived())).contains("codes@liniya.example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void aServerThatNobodyVouchesForGetsNoCode(String way) throws Exception {
    front.behaves(secured(way, "localhost"));
    SmtpSender sender = sender(tls(way), Optional.empty(), Optional.empty());

    assertThat(send(sender, ADDRESS, "ru")).isEqualTo(new Outcome.Failed(Reason.UNREACHABLE));
    assertThat(post.server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aCertificateOfAnotherNameIsNoCertificate() throws Exception {
    front.behaves(secured("tls", "other.example.org"));
    SmtpSender sender = sender(Tls.TLS, Optional.empty(), trust());

    assertThat(send(sender, ADDRESS, "ru")).isEqualTo(new Outcome.Failed(Reason.UNREACHABLE));
  }

  @Test
  void withoutStarttlsNothingIsSentInClear() throws Exception {
    SmtpSender sender = sender(Tls.STARTTLS, Optional.empty(), Optional.empty());

    assertThat(send(sender, ADDRESS, "ru")).isEqualTo(new Outcome.Failed(Reason.FAULT));
    assertThat(post.server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aRightPasswordLetsIn() throws Exception {
    post.server.setUser(ADDRESS, "liniya", "right");
    assertThat(send(sender(Tls.NO, login("right"), Optional.empty()), ADDRESS, "ru"))
        .isEqualTo(TAKEN);
    assertThat(post.server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void aWrongPasswordIsAFaultAndIsNotTriedForEver() throws Exception {
    post.server.setUser(ADDRESS, "liniya", "right");
    SmtpSender sender = sender(Tls.NO, login("wrong"), Optional.empty());

    for (int i = 0; i < ServiceBreaker.FAILURES; i++) {
      assertThat(send(sender, ADDRESS, "ru")).isEqualTo(new Outcome.Failed(Reason.FAULT));
    }
    assertThat(send(sender, ADDRESS, "ru")).isEqualTo(new Outcome.Failed(Reason.RESTING));
    assertThat(front.came).hasSize(ServiceBreaker.FAILURES);
    assertThat(post.server.getReceivedMessages()).isEmpty();
    assertThat(sender.notes())
        .containsExactly(
            "mail server localhost: does not answer, is not well or does not let us in; left alone"
                + " for 30 s at a time");
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT,550 no such mailbox,",
    "RCPT,553 no such domain,",
    "RCPT,450 come later,REFUSED",
    "RCPT,421 closing,UNWELL",
    "RCPT,530 log in first,FAULT",
    "MAIL,550 who are you,FAULT",
    "MAIL,451 not now,UNWELL",
    "DATA,554 it looks bad,REFUSED",
    "DATA,452 no room,UNWELL",
  })
  void whatTheServerSays(String command, String answer, Reason reason) throws Exception {
    front.behaves(MailFront.says("220 front", Map.of(command, answer)));

    assertThat(send(plain(), ADDRESS, "ru"))
        .isEqualTo(reason == null ? new Outcome.Refused() : new Outcome.Failed(reason));
  }

  @Test
  void aServerThatIsBusyFromTheStart() throws Exception {
    front.behaves(MailFront.says("421 too many connections", Map.of()));

    assertThat(send(plain(), ADDRESS, "ru")).isEqualTo(new Outcome.Failed(Reason.UNWELL));
  }

  @Test
  void refusedAddressesDoNotMakeTheServerUnwell() throws Exception {
    front.behaves(MailFront.says("220 front", Map.of("RCPT", "550 no such mailbox")));
    SmtpSender sender = plain();
    for (int i = 0; i <= ServiceBreaker.FAILURES; i++) {
      assertThat(send(sender, ADDRESS, "ru")).isEqualTo(new Outcome.Refused());
    }
    assertThat(sender.notes()).isEmpty();
  }

  @Test
  void aServerThatHangsIsGivenUpInTime() throws Exception {
    front.behaves(front::hang);
    SmtpSender sender = hasty();

    assertThat(send(sender, ADDRESS, "ru")).isEqualTo(new Outcome.Failed(Reason.TIMEOUT));
    assertThat(front.givenUp.await(20, TimeUnit.SECONDS)).as("the connection was closed").isTrue();
  }

  /** Each line comes in time; the whole never ends. */
  @Test
  void aServerThatGreetsWithoutEndIsGivenUpInTime() throws Exception {
    front.behaves(front::greetForEver);
    SmtpSender sender = hasty();

    assertThat(send(sender, ADDRESS, "ru")).isEqualTo(new Outcome.Failed(Reason.TIMEOUT));
    assertThat(front.givenUp.await(20, TimeUnit.SECONDS)).as("the connection was closed").isTrue();
  }

  @Test
  void nobodyListensThere() throws Exception {
    SmtpSender sender = plain();
    front.close();

    assertThat(send(sender, ADDRESS, "ru")).isEqualTo(new Outcome.Failed(Reason.UNREACHABLE));
  }

  @Test
  void moreThanItsPlacesFailAtOnceAndACancelledOneClosesItsConnection() throws Exception {
    front.behaves(front::hang);
    SmtpSender sender = plain();
    Services.Asking first = sender.send(message(ADDRESS, "ru"), told::add);
    Services.Asking second = sender.send(message(ADDRESS, "ru"), told::add);
    front.came.take();
    front.came.take();

    assertThat(send(sender, ADDRESS, "ru")).isEqualTo(new Outcome.Failed(Reason.BUSY));

    first.cancel();
    second.cancel();
    // sooner than the connection's own time-out
    assertThat(front.givenUp.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a@example.org\r\nBcc: b@example.org", "a@example.org,b@example.org", ""})
  void whatIsNoAddressIsNotGivenToTheServer(String address) throws Exception {
    assertThat(send(plain(), address, "ru")).isEqualTo(new Outcome.Refused());
    assertThat(front.came).isEmpty();
  }

  private SmtpSender plain() {
    return sender(Tls.NO, Optional.empty(), Optional.empty());
  }

  private SmtpSender hasty() {
    return Post.sender(
        Post.settings(front.port(), Tls.NO, Optional.empty(), SHORT), Optional.empty());
  }

  private SmtpSender sender(Tls tls, Optional<Login> login, Optional<SSLSocketFactory> trust) {
    return Post.sender(Post.settings(front.port(), tls, login, MailSettings.LONGEST), trust);
  }

  private static Optional<Login> login(String password) {
    return Optional.of(new Login("liniya", new Secret(password)));
  }

  private static Tls tls(String way) {
    return way.equals("tls") ? Tls.TLS : Tls.STARTTLS;
  }

  private MailFront.Manner secured(String way, String name) throws Exception {
    SSLContext context = certificates.orElseThrow().client(Optional.of(name));
    return way.equals("tls")
        ? MailFront.tls(context, post.port())
        : MailFront.starttls(context, post.port());
  }

  private static Optional<SSLSocketFactory> trust() throws Exception {
    return Optional.of(certificates.orElseThrow().client(Optional.empty()).getSocketFactory());
  }

  private Outcome send(SmtpSender sender, String address, String language)
      throws InterruptedException {
    var _ = sender.send(message(address, language), told::add);
    return requireNonNull(told.poll(30, TimeUnit.SECONDS), "no outcome");
  }

  private static Message message(String address, String language) {
    return new Message(
        Channel.EMAIL, new Secret(address), new Secret(CODE), new Language(language));
  }

  private MimeMessage arrived() {
    assertThat(post.server.getReceivedMessages()).hasSize(1);
    return post.server.getReceivedMessages()[0];
  }

  private static String everything(MimeMessage mail) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    mail.writeTo(bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
