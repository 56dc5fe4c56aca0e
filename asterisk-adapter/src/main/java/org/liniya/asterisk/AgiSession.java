package org.liniya.asterisk;

import java.util.Optional;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.command.AbstractAgiCommand;
import org.asteriskjava.fastagi.reply.AgiReply;
import org.liniya.call.Key;

/**
 * One FastAGI connection: what we ask of a channel, one thing after the other. Every method blocks
 * until Asterisk has answered; used only by the connection's own virtual thread.
 *
 * <p>Each throws {@link AgiException} when the channel is gone, or taken elsewhere.
 */
final class AgiSession {

  private static final String ALL_KEYS = "0123456789*#ABCD";

  /** What skips in a file, were it pressed: no telephone has it. */
  private static final String NO_KEY = "~";

  private final AgiChannel agi;

  AgiSession(AgiChannel agi) {
    this.agi = agi;
  }

  void answer() throws AgiException {
    agi.answer();
  }

  void hangUp() throws AgiException {
    agi.hangup();
  }

  void exec(String application, String options) throws AgiException {
    agi.exec(application, options);
  }

  void set(String variable, String value) throws AgiException {
    agi.setVariable(variable, value);
  }

  Optional<String> get(String variable) throws AgiException {
    return Optional.ofNullable(agi.getFullVariable("${" + variable + "}"));
  }

  /**
   * What came of a file.
   *
   * @param key that ended it, where keys may
   * @param atMs where in the file it ended
   */
  record Played(Optional<Key> key, long atMs, boolean failed) {}

  /**
   * Plays a file until its end, or until the manager stops it.
   *
   * @param keys whether a key ends it: only while the manager cannot tell of keys
   */
  Played play(String file, long fromMs, boolean keys) throws AgiException {
    AgiReply reply =
        agi.sendCommand(
            new Command(
                "CONTROL STREAM FILE \"%s\" \"%s\" 3000 \"%s\" \"%s\" \"%s\" %d"
                    .formatted(file, keys ? ALL_KEYS : "", NO_KEY, NO_KEY, NO_KEY, fromMs)));
    return new Played(key(reply), endOf(reply), reply.getResultCode() < 0);
  }

  /** Waits for a key: only while the manager cannot tell of keys. */
  Optional<Key> waitForKey(int milliseconds) throws AgiException {
    return key(agi.sendCommand(new Command("WAIT FOR DIGIT " + milliseconds)));
  }

  private static Optional<Key> key(AgiReply reply) {
    int code = reply.getResultCode();
    return code > 0 && ALL_KEYS.indexOf(code) >= 0
        ? Optional.of(new Key((char) code))
        : Optional.empty();
  }

  private static long endOf(AgiReply reply) {
    try {
      long end = Long.parseLong(String.valueOf(reply.getAttribute("endpos")));
      return end < 0 ? Long.MAX_VALUE : end; // -1 tells that it came to its end
    } catch (NumberFormatException notTold) {
      return Long.MAX_VALUE; // taken for the whole of it
    }
  }

  /** A command as it is sent. */
  private static final class Command extends AbstractAgiCommand {
    private static final long serialVersionUID = 1L;
    private final String text;

    Command(String text) {
      this.text = text;
    }

    @Override
    public String buildCommand() {
      return text;
    }
  }
}
