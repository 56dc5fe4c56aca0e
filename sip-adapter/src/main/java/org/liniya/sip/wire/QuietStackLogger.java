package org.liniya.sip.wire;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what jain-sip wants to say and keeps the short start of errors, at debug level: the library
 * logs whole packets, which hold telephone numbers. Made by jain-sip; runs on its threads.
 */
public final class QuietStackLogger implements StackLogger {

  private static final Logger LOG = LoggerFactory.getLogger("org.liniya.sip.stack");
  private static final int SHORT = 80;

  /** The constructor that jain-sip looks for. */
  public QuietStackLogger() {}

  private static void brief(String text) {
    if (LOG.isDebugEnabled()) {
      String line = text.lines().findFirst().orElse("");
      String cut = line.length() > SHORT ? line.substring(0, SHORT) : line;
      LOG.debug(cut.replaceAll("\\d{5,}", "…"));
    }
  }

  @Override
  public void logStackTrace() {}

  @Override
  public void logStackTrace(int traceLevel) {}

  @Override
  public int getLineCount() {
    return 0;
  }

  @Override
  public void logException(Throwable cause) {
    brief(cause.getClass().getSimpleName());
  }

  @Override
  public void logDebug(String message) {}

  @Override
  public void logDebug(String message, Exception cause) {}

  @Override
  public void logTrace(String message) {}

  @Override
  public void logFatalError(String message) {
    brief(message);
  }

  @Override
  public void logError(String message) {
    brief(message);
  }

  @Override
  public void logError(String message, Exception cause) {
    brief(message);
  }

  @Override
  public boolean isLoggingEnabled() {
    return false;
  }

  /** Only messages, which {@link QuietServerLogger} takes. */
  @Override
  public boolean isLoggingEnabled(int level) {
    return level == TRACE_MESSAGES;
  }

  @Override
  public void logWarning(String message) {}

  @Override
  public void logInfo(String message) {}

  @Override
  public void disableLogging() {}

  @Override
  public void enableLogging() {}

  @Override
  public void setBuildTimeStamp(String timeStamp) {}

  @Override
  public void setStackProperties(Properties properties) {}

  @Override
  public String getLoggerName() {
    return "org.liniya.sip.stack";
  }
}
