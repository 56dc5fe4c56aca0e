package org.liniya.sip.wire;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What the files of {@link TlsSettings} held when they were read: a whole that is replaced, never
 * changed. Immutable.
 *
 * @param expires when our certificate does
 */
record TlsIdentity(SSLContext context, Instant expires) {

  /** Reads and checks all files. */
  static TlsIdentity read(TlsSettings settings) throws TlsFault {
    List<X509Certificate> chain = Pem.certificates(settings.certificate());
    PrivateKey key = Pem.key(settings.key());
    try {
      if (!belongs(key, chain.getFirst())) {
        throw new TlsFault(
            settings.key() + " is not the key of " + settings.certificate(),
            "Name the two files that were made together");
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keys(chain, key),
          new TrustManager[] {new NamedServers(trust(settings.trusted()))},
          new SecureRandom());
      return new TlsIdentity(context, chain.getFirst().getNotAfter().toInstant());
    } catch (GeneralSecurityException e) {
      throw new TlsFault(
          settings.certificate() + " cannot be used: " + e.getMessage(),
          "Make an EC or RSA key and certificate");
    }
  }

  private static boolean belongs(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    KeyPair pair = new KeyPair(certificate.getPublicKey(), key);
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "EdDSA";
        };
    if (!pair.getPublic().getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    byte[] something = {1, 2, 3};
    Signature signing = Signature.getInstance(algorithm);
    signing.initSign(pair.getPrivate());
    signing.update(something);
    Signature proving = Signature.getInstance(algorithm);
    proving.initVerify(pair.getPublic());
    proving.update(something);
    return proving.verify(signing.sign());
  }

  private static KeyManager[] keys(List<X509Certificate> chain, PrivateKey key)
      throws GeneralSecurityException, TlsFault {
    char[] nothing = {};
    KeyStore store = empty();
    store.setKeyEntry("sip", key, nothing, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, nothing);
    return factory.getKeyManagers();
  }

  /** Those of the file, else those of the JDK. */
  private static X509ExtendedTrustManager trust(Optional<Path> trusted)
      throws GeneralSecurityException, TlsFault {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    if (trusted.isPresent()) {
      KeyStore store = empty();
      int number = 0;
      for (X509Certificate authority : Pem.certificates(trusted.get())) {
        store.setCertificateEntry("trusted-" + number++, authority);
      }
      factory.init(store);
    } else {
      factory.init((KeyStore) null);
    }
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static KeyStore empty() throws GeneralSecurityException, TlsFault {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new TlsFault("no key store in memory", "Use a JDK with PKCS12");
    }
    return store;
  }
}
