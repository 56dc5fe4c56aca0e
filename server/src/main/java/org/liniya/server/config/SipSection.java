package org.liniya.server.config;

import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.liniya.sip.wire.Advertised;
import org.liniya.sip.wire.ListenPoint;
import org.liniya.sip.wire.Tls;
import org.liniya.sip.wire.TlsFault;
import org.liniya.sip.wire.TlsSettings;
import org.liniya.sip.wire.TlsSettings.ClientCertificates;
import org.liniya.sip.wire.Transport;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code sip:} of {@code liniya.yaml}. For one thread. */
final class SipSection {

  private final Path folder;
  private final Problems problems;

  /**
   * Makes one.
   *
   * @param folder from which paths are read
   */
  SipSection(Path folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  SipSettings read(Section keys) {
    SipSettings otherwise = SipSettings.DEFAULT;
    Optional<Advertised> advertised = advertised(keys);
    String bind = told(keys, "bind", otherwise.bind(), advertised.isPresent());
    int port = keys.whole("port", otherwise.port(), 0, 65_535);
    String realm = realm(keys, otherwise.realm());
    Optional<TlsSettings> tls = keys.section("tls").flatMap(this::tls);
    List<ListenPoint> listen = listen(keys, bind, port, keys.value("tls").isPresent());
    return new SipSettings(bind, port, realm, advertised, listen, tls);
  }

  private String realm(Section keys, String otherwise) {
    String realm = keys.text("realm", otherwise);
    if (realm.matches("[\\w.-]{1,64}")) {
      return realm;
    }
    problems.add(keys.placeOf("realm"), "'realm' takes only letters, digits, dots, dashes", "");
    return otherwise;
  }

  // ---- addresses

  /** The address that telephones are told; empty, with a problem, when it is none. */
  Optional<Advertised> advertised(Section keys) {
    Optional<Yaml.Text> text = keys.scalar("advertised");
    Optional<Advertised> read =
        text.map(Yaml.Text::value).flatMap(Advertised::parse).filter(SipSection::reachable);
    if (text.isPresent() && read.isEmpty()) {
      problems.add(
          text.get().place(),
          "'" + text.get().value() + "' is no address that telephones can be told",
          "Write it like 203.0.113.5, 203.0.113.5:5060 or \"[2001:db8::5]:5060\"");
    }
    return read;
  }

  private static boolean reachable(Advertised advertised) {
    return literal(advertised.host()).filter(InetAddress::isAnyLocalAddress).isEmpty();
  }

  /** An address of this machine that telephones can send to. */
  String told(Section keys, String key, String otherwise, boolean advertised) {
    String text = keys.text(key, otherwise);
    Optional<InetAddress> address = literal(text);
    if (address.isEmpty()) {
      problems.add(
          keys.placeOf(key),
          "'" + key + "' is an IP address of this machine, not '" + text + "'",
          "Write it in figures, such as 127.0.0.1");
      return otherwise;
    }
    if (address.get().isAnyLocalAddress() && !advertised) {
      problems.add(
          keys.placeOf(key),
          "'" + key + "' is told to telephones, and nobody can send to " + text,
          "Write the one address of this machine that telephones reach, or add 'advertised: …'");
      return otherwise;
    }
    return text;
  }

  static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<ListenPoint> listen(Section keys, String bind, int port, boolean tls) {
    List<ListenPoint> points = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    take(taken, InetAddress.ofLiteral(bind), port, EnumSet.of(Transport.UDP, Transport.TCP));
    for (Yaml item : items(keys)) {
      if (item instanceof Yaml.Table table) {
        Section entry = new Section(table, problems);
        point(entry, tls)
            .ifPresent(
                point -> {
                  if (take(taken, point.address(), point.port(), point.transports())) {
                    points.add(point);
                  } else {
                    problems.add(
                        entry.place(),
                        "this address and port are listened on already",
                        "Take another port; UDP, and TCP or TLS, may share one");
                  }
                });
        entry.done();
      } else {
        problems.add(
            item.place(),
            "an address to listen on is expected here, not " + item.what(),
            "Write it like { address: 127.0.0.1, port: 5061, transports: [tls] }");
      }
    }
    return points;
  }

  private List<Yaml> items(Section keys) {
    Optional<Yaml> value = keys.value("listen");
    if (value.isPresent() && !(value.get() instanceof Yaml.Items)) {
      problems.add(
          value.get().place(),
          "'listen' takes a list of addresses, not " + value.get().what(),
          "Write '- { address: 127.0.0.1, port: 5061, transports: [tls] }' below it");
    }
    return value.orElse(null) instanceof Yaml.Items items ? items.values() : List.of();
  }

  /** UDP has its ports; TCP and TLS share theirs. */
  private static boolean take(
      Set<String> taken, InetAddress address, int port, Set<Transport> transports) {
    boolean free = true;
    for (Transport transport : transports) {
      String kind = transport.connected() ? "tcp" : "udp";
      free &= port == 0 || taken.add(kind + " " + address.getHostAddress() + " " + port);
    }
    return free;
  }

  private Optional<ListenPoint> point(Section entry, boolean tls) {
    Optional<Advertised> advertised = advertised(entry);
    boolean named = entry.needs("address");
    String address = named ? told(entry, "address", "127.0.0.1", advertised.isPresent()) : "";
    Set<Transport> transports = transports(entry, tls);
    int usual = transports.contains(Transport.TLS) ? 5061 : 5060;
    int port = entry.whole("port", usual, 0, 65_535);
    if (!named || transports.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ListenPoint(InetAddress.ofLiteral(address), port, transports, advertised));
  }

  private Set<Transport> transports(Section entry, boolean tls) {
    Set<Transport> transports = EnumSet.noneOf(Transport.class);
    Place place = entry.placeOf("transports");
    List<Yaml.Text> texts = entry.texts("transports");
    for (Yaml.Text text : texts) {
      Optional<Transport> transport = Transport.of(text.value());
      transport.ifPresent(transports::add);
      if (transport.isEmpty()) {
        problems.add(
            text.place(), "'" + text.value() + "' is no transport", "Write udp, tcp or tls");
      }
    }
    if (texts.isEmpty()) {
      problems.add(place, "the address has no transports", "Add 'transports: [udp, tcp]'");
    }
    if (transports.contains(Transport.TLS) && !tls) {
      problems.add(place, "tls needs a certificate", "Add 'tls: { certificate: …, key: … }'");
      return Set.of();
    }
    if (transports.containsAll(EnumSet.of(Transport.TCP, Transport.TLS))) {
      problems.add(place, "tcp and tls cannot share a port", "Give each an entry of its own");
      return Set.of();
    }
    return transports;
  }

  // ---- certificates

  private Optional<TlsSettings> tls(Section keys) {
    int before = problems.list().size();
    String certificate = keys.required("certificate");
    String key = keys.required("key");
    ClientCertificates asked = asked(keys);
    Optional<Path> trusted = keys.text("trusted").flatMap(text -> path(keys, "trusted", text));
    Duration reload = Spans.atLeastOneSecond(keys, "reload", Duration.ofMinutes(1));
    if (asked == ClientCertificates.ASKED && trusted.isEmpty()) {
      problems.add(
          keys.placeOf("client-certificates"),
          "clients are asked for certificates, but no authority is trusted",
          "Add 'trusted: PATH.pem' with the certificates of those who issue them");
    }
    Optional<Path> certificateFile = path(keys, "certificate", certificate);
    Optional<Path> keyFile = path(keys, "key", key);
    keys.done();
    if (problems.list().size() > before || certificateFile.isEmpty() || keyFile.isEmpty()) {
      return Optional.empty();
    }
    TlsSettings settings =
        new TlsSettings(certificateFile.get(), keyFile.get(), asked, trusted, reload);
    Optional<TlsFault> fault = Tls.check(settings);
    fault.ifPresent(
        found -> problems.add(keys.placeOf("certificate"), found.problem(), found.cure()));
    return fault.isPresent() ? Optional.empty() : Optional.of(settings);
  }

  private ClientCertificates asked(Section keys) {
    String text = keys.text("client-certificates", "none");
    try {
      return ClientCertificates.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      problems.add(
          keys.placeOf("client-certificates"),
          "'client-certificates' is none or asked, not '" + text + "'",
          "");
      return ClientCertificates.NONE;
    }
  }

  private Optional<Path> path(Section keys, String key, String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(text).normalize());
    } catch (InvalidPathException e) {
      problems.add(keys.placeOf(key), "'" + key + "' is no path", "");
      return Optional.empty();
    }
  }
}
