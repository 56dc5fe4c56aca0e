package org.liniya.sip.wire;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Locale;
import java.util.Properties;
import javax.sip.SipStack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the messages that jain-sip would write to its log file and shows them to a {@link
 * MessageWatch} instead. Made by jain-sip; runs on its threads. What the stack repeats from bytes
 * that it keeps (responses to repeated requests) does not come here.
 */
public final class QuietServerLogger implements ServerLogger {

  private static final Logger LOG = LoggerFactory.getLogger(QuietServerLogger.class);
  private static final MessageWatch NOBODY = (_, _, _, _) -> {};

  private volatile MessageWatch watch = NOBODY;

  /** The constructor that jain-sip looks for. */
  public QuietServerLogger() {}

  void watch(MessageWatch wanted) {
    watch = wanted;
  }

  @Override
  public void closeLogFile() {}

  @Override
  public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {
    try {
      watch.seen(message, sender, peer(message, sender ? to : from), time);
    } catch (RuntimeException e) { // the library must go on
      LOG.atDebug().addKeyValue("fault", e.getClass().getSimpleName()).log("a message not watched");
    }
  }

  /** The library says a response that came in once more, with what became of it. */
  @Override
  public void logMessage(
      SIPMessage message, String from, String to, String status, boolean sender, long time) {}

  @Override
  public void logMessage(
      SIPMessage message, String from, String to, String status, boolean sender) {}

  private static String peer(SIPMessage message, String address) {
    String transport =
        message.getTopmostVia() == null ? "udp" : message.getTopmostVia().getTransport();
    return transport.toLowerCase(Locale.ROOT) + ":" + address.replace("/", "");
  }

  @Override
  public void logException(Exception cause) {}

  @Override
  public void setStackProperties(Properties properties) {}

  @Override
  public void setSipStack(SipStack stack) {}
}
