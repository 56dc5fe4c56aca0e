package org.liniya.server.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.read.ListAppender;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every appender of the program's own configuration masks, and keeps what is needed readable. */
class MaskedLayoutTest {
  private static final String CALL = "01939123-5012-7012-8123-123456789012";

  @Test
  void messageKeysAndExceptionsAreMasked() throws Exception {
    String line =
        logged(
            log ->
                log.atError()
                    .addKeyValue("call", CALL)
                    .addKeyValue("from", "+7 916 123-45-67")
                    .addKeyValue("ticket", "12345678")
                    .addKeyValue("talkMs", 123456789)
                    .setCause(
                        new IllegalStateException(
                            "snils 112-233-445 95", new RuntimeException("inn 500100732259")))
                    .log("not sent to {} at 192.168.100.200:5060", "sip:89161234567@example.org"));
    assertThat(line)
        .contains(CALL, "12345678", "123456789", "192.168.100.200:5060", "MaskedLayoutTest.java:")
        .contains("+* *** ***-**-67", "***-***-*** 95", "**********59", "sip:*********67@")
        .doesNotContain("916", "445 95", "5001007322")
        .matches("(?s)\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}\\S+ ERROR .*");
  }

  /** Were there an appender with another layout, it would be a hole. */
  @Test
  void noAppenderGoesRoundIt() throws Exception {
    List<Encoder<ILoggingEvent>> encoders = encoders(configured());
    assertThat(encoders).isNotEmpty();
    for (Encoder<ILoggingEvent> encoder : encoders) {
      assertThat(encoder)
          .isInstanceOfSatisfying(
              LayoutWrappingEncoder.class,
              wrapping -> assertThat(wrapping.getLayout()).isInstanceOf(MaskedLayout.class));
    }
  }

  private interface Write {
    void on(Logger log);
  }

  private static String logged(Write write) throws Exception {
    LoggerContext context = configured();
    Encoder<ILoggingEvent> encoder = encoders(context).getFirst();
    ListAppender<ILoggingEvent> events = new ListAppender<>();
    events.start();
    Logger log = context.getLogger("org.liniya.test");
    log.setAdditive(false);
    log.addAppender(events);
    write.on(log);
    return new String(encoder.encode(events.list.getFirst()), UTF_8);
  }

  private static LoggerContext configured() throws Exception {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    URL file = Objects.requireNonNull(MaskedLayout.class.getResource("/logback.xml"));
    configurator.doConfigure(file);
    return context;
  }

  private static List<Encoder<ILoggingEvent>> encoders(LoggerContext context) {
    List<Encoder<ILoggingEvent>> encoders = new ArrayList<>();
    for (Logger logger : context.getLoggerList()) {
      logger
          .iteratorForAppenders()
          .forEachRemaining(
              appender -> {
                assertThat(appender).isInstanceOf(OutputStreamAppender.class);
                if (appender instanceof OutputStreamAppender<ILoggingEvent> stream) {
                  encoders.add(stream.getEncoder());
                }
              });
    }
    return encoders;
  }
}
