package org.liniya.testkit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certification authority in a folder of the test, by the JDK's {@code keytool}. Everything in it
 * is thrown away with the folder.
 */
public final class Certificates {

  private static final String PASSWORD = "only-for-this-test";

  private final Path folder;
  private final Path store;

  /** Makes the authority. */
  public Certificates(Path folder) throws Exception {
    this.folder = Files.createDirectories(folder);
    this.store = folder.resolve("all.p12");
    keytool("-genkeypair", "-alias", "authority", "-dname", "CN=Test authority", "-ext", "bc:c");
    write("authority", List.of("authority"));
  }

  /** The authority's own certificate. */
  public Path authority() {
    return folder.resolve("authority.pem");
  }

  /**
   * Issues {@code name.pem} and {@code name-key.pem}.
   *
   * @param alternatives as in {@code dns:a.example,ip:127.0.0.1}; empty for none
   */
  public void issue(String name, String subject, String alternatives) throws Exception {
    List<String> make = new ArrayList<>(List.of("-genkeypair", "-alias", name, "-dname", subject));
    make.addAll(List.of("-signer", "authority"));
    if (!alternatives.isEmpty()) {
      make.addAll(List.of("-ext", "san=" + alternatives));
    }
    keytool(make.toArray(String[]::new));
    write(name, List.of(name));
  }

  /** The certificate of {@code name}. */
  public Path certificate(String name) {
    return folder.resolve(name + ".pem");
  }

  /** The key of {@code name}. */
  public Path key(String name) {
    return folder.resolve(name + "-key.pem");
  }

  /** Puts the files of {@code from} in the place of those of {@code to}. */
  public void replace(String from, String to) throws IOException {
    for (String end : List.of(".pem", "-key.pem")) {
      Files.copy(
          folder.resolve(from + end),
          folder.resolve(to + end),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** A client that trusts the authority and shows the certificate of {@code name}, or none. */
  public SSLContext client(Optional<String> name) throws Exception {
    return client(name, this);
  }

  /** As {@link #client(Optional)}, but trusts the authority of {@code servers}. */
  public SSLContext client(Optional<String> name, Certificates servers) throws Exception {
    KeyManagerFactory shown = KeyManagerFactory.getInstance("PKIX");
    KeyStore mine = KeyStore.getInstance("PKCS12");
    mine.load(null, null);
    if (name.isPresent()) {
      mine.setKeyEntry(
          name.get(),
          all().getKey(name.get(), PASSWORD.toCharArray()),
          new char[0],
          all().getCertificateChain(name.get()));
    }
    shown.init(mine, new char[0]);
    KeyStore believed = KeyStore.getInstance("PKCS12");
    believed.load(null, null);
    believed.setCertificateEntry("authority", servers.all().getCertificate("authority"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(believed);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private KeyStore all() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(said);
    }
  }

  private void write(String name, List<String> aliases)
      throws IOException, GeneralSecurityException {
    KeyStore keys = all();
    StringBuilder certificates = new StringBuilder();
    for (String alias : aliases) {
      Certificate certificate = keys.getCertificate(alias);
      certificates.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    Files.writeString(folder.resolve(name + ".pem"), certificates);
    byte[] key = keys.getKey(name, PASSWORD.toCharArray()).getEncoded();
    Files.writeString(folder.resolve(name + "-key.pem"), pem("PRIVATE KEY", key));
  }

  private static String pem(String kind, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
  }
}
