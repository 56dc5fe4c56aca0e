package org.liniya.server.run;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * The log of a server, in {@code log/liniya.log} of its data folder: 30 days, at most 2 GB. Called
 * by the main thread.
 */
public final class LogFile {

  private static final String LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} %kvp{NONE} %msg%n%ex";

  private LogFile() {}

  /** From now on everything logged goes into the file too. Only {@code serve} does this. */
  public static void openIn(Path data) {
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) {
      return; // another binding was put on the class path: its own configuration says where to log
    }
    Path folder = data.resolve("log");
    MaskedLayout layout = new MaskedLayout();
    layout.setContext(context);
    layout.setPattern(LINE);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.start();
    RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
    file.setContext(context);
    file.setName("FILE");
    file.setFile(folder.resolve("liniya.log").toString());
    file.setEncoder(encoder);
    SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
    policy.setContext(context);
    policy.setParent(file);
    policy.setFileNamePattern(folder.resolve("liniya.%d{yyyy-MM-dd}.%i.log.gz").toString());
    policy.setMaxFileSize(new FileSize(50 * FileSize.MB_COEFFICIENT));
    policy.setMaxHistory(30);
    policy.setTotalSizeCap(new FileSize(2 * FileSize.GB_COEFFICIENT));
    policy.start();
    file.setRollingPolicy(policy);
    file.setTriggeringPolicy(policy);
    file.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(file);
  }

  /** Writes out what is still buffered; nothing is logged to the file afterwards. */
  public static void flush() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.stop();
    }
  }
}
