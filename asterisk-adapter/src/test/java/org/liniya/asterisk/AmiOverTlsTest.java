package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.call.Secret;
import org.liniya.testkit.asterisk.RealAsterisk;
import org.liniya.testkit.phone.FreePorts;

/** The manager of a real Asterisk over TLS: who is believed, and who is not. */
@Tag("telephones")
@Tag("asterisk")
@Timeout(60)
class AmiOverTlsTest {

  private static RealAsterisk asterisk;

  @BeforeAll
  static void start() {
    asterisk = RealAsterisk.start(org.liniya.testkit.asterisk.AsteriskSettings.of(FreePorts.one()));
  }

  @AfterAll
  static void stop() {
    if (asterisk != null) {
      asterisk.close();
    }
  }

  @Test
  void itsOwnCertificateIsBelieved() throws Exception {
    AmiConnection connection = connection("127.0.0.1", believing());

    connection.login();

    assertThat(connection.getState().name()).isEqualTo("CONNECTED");
    connection.end();
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
    AmiConnection connection = connection("127.0.0.1", SSLContext.getDefault());

    assertThatThrownBy(connection::login).isInstanceOf(SSLException.class);
  }

  @Test
  void aCertificateOfAnotherNameIsRefused() throws Exception {
    // what is at 127.0.0.2 shows the certificate of 127.0.0.1
    try (ServerSocket elsewhere = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.2"))) {
      Thread.ofVirtual().start(() -> passOn(elsewhere));
      AmiConnection connection = connection("127.0.0.2", elsewhere.getLocalPort(), believing());

      assertThatThrownBy(connection::login).isInstanceOf(SSLException.class);
    }
  }

  private static void passOn(ServerSocket from) {
    try (Socket near = from.accept();
        Socket far = new Socket(InetAddress.ofLiteral("127.0.0.1"), asterisk.ports().amiTls())) {
      Thread.ofVirtual().start(() -> copy(far, near));
      copy(near, far);
    } catch (IOException over) {
      // the test's end
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException over) {
      // one of them has hung up
    }
  }

  private static AmiConnection connection(String host, SSLContext tls) {
    return connection(host, asterisk.ports().amiTls(), tls);
  }

  private static AmiConnection connection(String host, int port, SSLContext tls) {
    return new AmiConnection(
        new AsteriskSettings.Ami(
            host, port, asterisk.amiUser(), new Secret(asterisk.amiSecret()), Optional.of(tls)));
  }

  private static SSLContext believing() throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(asterisk.amiCertificate())) {
      store.setCertificateEntry(
          "asterisk", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
