package org.liniya.testkit.asterisk;

import java.util.HashMap;
import java.util.Map;

/**
 * What an Asterisk of the tests is to know. Immutable; each {@code with} makes a changed copy.
 *
 * @param agiPort where Liniya takes FastAGI, on 127.0.0.1; nobody need listen there
 * @param liniyaSipPort where Liniya's own SIP is, on 127.0.0.1: the tie between both
 * @param passwords of the operators' telephones, by name; 1001 and 1002 are in the shipped files,
 *     others are added with sections like theirs
 * @param extra text that is added to the end of a configuration file, by the file's name
 */
public record AsteriskSettings(
    int agiPort, int liniyaSipPort, Map<String, String> passwords, Map<String, String> extra) {

  /** Copies the maps. */
  public AsteriskSettings {
    passwords = Map.copyOf(passwords);
    extra = Map.copyOf(extra);
  }

  /** With the operators 1001 and 1002, and Liniya's SIP nowhere. */
  public static AsteriskSettings of(int agiPort) {
    return new AsteriskSettings(
        agiPort, 9, Map.of("1001", "secret-1001", "1002", "secret-1002"), Map.of());
  }

  /** Liniya's own SIP is there. */
  public AsteriskSettings withLiniyaSip(int port) {
    return new AsteriskSettings(agiPort, port, passwords, extra);
  }

  /** One more operator's telephone, or another password of one. */
  public AsteriskSettings withOperator(String name, String password) {
    Map<String, String> more = new HashMap<>(passwords);
    more.put(name, password);
    return new AsteriskSettings(agiPort, liniyaSipPort, more, extra);
  }

  /** Adds lines to the end of a file, such as {@code extensions.conf}. */
  public AsteriskSettings withExtra(String file, String lines) {
    Map<String, String> more = new HashMap<>(extra);
    more.merge(file, lines + "\n", (before, after) -> before + after);
    return new AsteriskSettings(agiPort, liniyaSipPort, passwords, more);
  }

  /** Without the passwords. */
  @Override
  public String toString() {
    return "AsteriskSettings[agi " + agiPort + ", operators " + passwords.keySet() + "]";
  }
}
