package org.liniya.sip.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and keys in PEM (RFC 7468). Every fault names its file and a cure. */
final class Pem {

  private static final long LONGEST = 1 << 20;
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]{0,200000})-----END \\1-----");

  private Pem() {}

  /** All certificates of a file, at least one. */
  static List<X509Certificate> certificates(Path file) throws TlsFault {
    List<X509Certificate> certificates = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(text(file));
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      while (blocks.find()) {
        if (blocks.group(1).equals("CERTIFICATE")) {
          Certificate read =
              factory.generateCertificate(new ByteArrayInputStream(decoded(blocks.group(2))));
          certificates.add((X509Certificate) read);
        }
      }
    } catch (CertificateException | IllegalArgumentException e) {
      throw new TlsFault(file + " holds a certificate that cannot be read", "Copy it again");
    }
    if (certificates.isEmpty()) {
      throw new TlsFault(file + " holds no certificate", "It must have BEGIN CERTIFICATE lines");
    }
    return List.copyOf(certificates);
  }

  /** The private key of a file. */
  static PrivateKey key(Path file) throws TlsFault {
    Matcher blocks = BLOCK.matcher(text(file));
    while (blocks.find()) {
      String kind = blocks.group(1);
      if (kind.equals("PRIVATE KEY")) {
        return key(file, blocks.group(2));
      }
      if (kind.endsWith("PRIVATE KEY")) {
        throw new TlsFault(
            file + " holds a key of the form '" + kind + "'",
            "Convert it: openssl pkcs8 -topk8 -nocrypt -in KEY.pem -out NEW.pem");
      }
    }
    throw new TlsFault(file + " holds no private key", "It must have a BEGIN PRIVATE KEY line");
  }

  private static PrivateKey key(Path file, String base64) throws TlsFault {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm)
            .generatePrivate(new PKCS8EncodedKeySpec(decoded(base64)));
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        // The file does not say which algorithm its key is for: perhaps the next.
      }
    }
    throw new TlsFault(file + " holds a key that cannot be read", "Make an EC or RSA key");
  }

  private static byte[] decoded(String base64) {
    return Base64.getMimeDecoder().decode(base64);
  }

  private static String text(Path file) throws TlsFault {
    try {
      if (Files.size(file) > LONGEST) {
        throw new TlsFault(file + " is too long for a PEM file", "Name the right file");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new TlsFault(file + " cannot be read", "Name a file that exists and may be read");
    }
  }
}
