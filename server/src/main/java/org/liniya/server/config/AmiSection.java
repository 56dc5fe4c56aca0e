package org.liniya.server.config;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.liniya.call.Secret;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code asterisk.ami} of {@code liniya.yaml}. For one thread. */
final class AmiSection {

  private static final int PORT = 5038;
  private static final int TLS_PORT = 5039;

  private final Path folder;
  private final Secrets secrets;
  private final Problems problems;

  /**
   * @param folder from which paths are taken
   */
  AmiSection(Path folder, Secrets secrets, Problems problems) {
    this.folder = folder;
    this.secrets = secrets;
    this.problems = problems;
  }

  /** Empty, with a problem, when the manager could not be reached or not be logged in to. */
  Optional<AsteriskSettings.Ami> read(Section keys) {
    int before = problems.list().size();
    String host = host(keys);
    boolean encrypted = keys.value("tls").filter(value -> !isNo(value)).isPresent();
    Optional<SSLContext> tls = encrypted ? tls(keys) : Optional.empty();
    int port = keys.whole("port", encrypted ? TLS_PORT : PORT, 1, 65_535);
    String user = user(keys);
    Optional<Secret> password = password(keys);
    boolean plain = keys.yesNo("plain", false);
    if (!encrypted && !plain && !isThisMachine(host)) {
      problems.add(
          keys.placeOf("host"),
          "the password of AMI and all that callers press would go to '" + host + "' in the clear",
          "Add 'tls: { trusted: tls/asterisk-ca.pem }'; where the network is your own, 'plain: yes'");
    }
    keys.done();
    return problems.list().size() > before
        ? Optional.empty()
        : password.map(secret -> new AsteriskSettings.Ami(host, port, user, secret, tls));
  }

  private String host(Section keys) {
    String host = keys.text("host", "127.0.0.1");
    if (SipSection.literal(host).filter(address -> !address.isAnyLocalAddress()).isEmpty()
        && !host.matches("[A-Za-z][A-Za-z0-9.-]{0,252}")) {
      problems.add(
          keys.placeOf("host"),
          "'host' is no name or address of a machine: '" + host + "'",
          "Write it like 127.0.0.1 or pbx.example.net; the port has a key of its own");
      return "127.0.0.1";
    }
    return host;
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || SipSection.literal(host).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  private String user(Section keys) {
    String user = keys.text("user", "liniya");
    if (!user.matches("[A-Za-z0-9_.-]{1,64}")) {
      problems.add(
          keys.placeOf("user"),
          "'user' takes only letters, digits, dots, dashes and underscores",
          "Write the name of the section of manager.conf, such as liniya");
    }
    return user;
  }

  private Optional<Secret> password(Section keys) {
    return keys.needs("password") ? secrets.secret(keys, "password") : Optional.empty();
  }

  private static boolean isNo(Yaml value) {
    return value instanceof Yaml.Text text
        && (text.value().equals("no") || text.value().equals("false"));
  }

  private Optional<SSLContext> tls(Section keys) {
    if (keys.value("tls").orElse(null) instanceof Yaml.Text text) {
      problems.add(
          text.place(),
          "'tls' does not say whom to believe",
          "Write 'tls: { trusted: tls/asterisk-ca.pem }', or 'tls: no'");
      return Optional.empty();
    }
    return keys.section("tls")
        .flatMap(
            tls -> {
              Optional<SSLContext> context =
                  tls.needs("trusted")
                      ? tls.scalar("trusted").flatMap(this::pem)
                      : Optional.empty();
              tls.done();
              return context;
            });
  }

  private Optional<SSLContext> pem(Yaml.Text text) {
    try {
      return Optional.of(TrustedPem.read(folder.resolve(text.value())));
    } catch (IOException | InvalidPathException e) {
      String why = e.getMessage() == null ? "" : ": " + e.getMessage();
      problems.add(
          text.place(),
          "the certificates in " + text.value() + " cannot be read" + why,
          "Name a PEM file with the certificate of Asterisk, or of the authority that issued it;"
              + " its path is taken from the configuration folder");
      return Optional.empty();
    }
  }
}
