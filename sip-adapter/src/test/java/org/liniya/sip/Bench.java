package org.liniya.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.port.DialogStore;
import org.liniya.port.OperatorLines;
import org.liniya.port.RegistrationStore;
import org.liniya.port.Time;

/** An endpoint on a free port with fakes all round. */
final class Bench implements AutoCloseable {

  static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  final FakeStreams streams = new FakeStreams();
  final FakeDesk desk;
  final FakeOperatorDesk operators = new FakeOperatorDesk();
  final Dialogs dialogs;
  final Registrations registrations;
  final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  final Admission admission;
  final SipEndpoint endpoint;

  Bench(FakeDesk desk, SipSettings settings, Dialogs dialogs, Registrations registrations)
      throws IOException {
    this(desk, settings, dialogs, registrations, Optional.empty(), onlyCalls(settings));
  }

  private static AdmissionLimits onlyCalls(SipSettings settings) {
    return AdmissionLimits.onlyCalls(settings.limits().calls());
  }

  /** With limits on what comes in. */
  static Bench with(FakeDesk desk, Streams media, AdmissionLimits limits) throws IOException {
    return new Bench(
        desk,
        settings(SipLimits.standard()),
        new Dialogs(),
        new Registrations(),
        Optional.of(media),
        limits);
  }

  /** With media that really flows, or with an engine that has no ports left. */
  static Bench with(FakeDesk desk, Streams media) throws IOException {
    return new Bench(
        desk,
        settings(SipLimits.standard()),
        new Dialogs(),
        new Registrations(),
        Optional.of(media),
        onlyCalls(settings(SipLimits.standard())));
  }

  private Bench(
      FakeDesk desk,
      SipSettings settings,
      Dialogs dialogs,
      Registrations registrations,
      Optional<Streams> media,
      AdmissionLimits limits)
      throws IOException {
    this.desk = desk;
    this.dialogs = dialogs;
    this.registrations = registrations;
    admission = new Admission(limits, new SystemTime(), new Random(1));
    endpoint =
        new SipEndpoint(
            settings,
            media.orElse(streams),
            desk,
            operators,
            new OperatorLines() {
              @Override
              public void registered(OperatorId operator) {
                lines.add("registered " + operator);
              }

              @Override
              public void unregistered(OperatorId operator) {
                lines.add("unregistered " + operator);
              }
            },
            operator ->
                operator.value().startsWith("100")
                    ? Optional.of(new Secret("secret-" + operator))
                    : Optional.empty(),
            registrations,
            dialogs,
            (_, _) -> {},
            admission,
            new SystemTime());
  }

  static Bench with(FakeDesk desk) throws IOException {
    return new Bench(desk, settings(SipLimits.standard()), new Dialogs(), new Registrations());
  }

  static Bench with(FakeDesk desk, SipLimits limits) throws IOException {
    return new Bench(desk, settings(limits), new Dialogs(), new Registrations());
  }

  static SipSettings settings(SipLimits limits) {
    return new SipSettings(
        LOOPBACK,
        0,
        "liniya",
        "Liniya-test",
        Map.of("hotline", "hotline"),
        List.of(new Trunk("loopback", List.of(AddressRange.parse("127.0.0.0/8")), true)),
        limits);
  }

  /** Stops the endpoint before the end of the test. */
  void stop() {
    endpoint.close();
  }

  @Override
  public void close() {
    stop();
  }

  /** The machine's own clock. */
  static final class SystemTime implements Time {
    private final long start = System.nanoTime();

    @Override
    public Instant now() {
      return Instant.now();
    }

    @Override
    public Duration elapsed() {
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }

  /** Dialogs in memory. */
  static final class Dialogs implements DialogStore {
    final Map<String, Entry> entries = new ConcurrentHashMap<>();

    @Override
    public void opened(Entry entry) {
      entries.put(entry.id(), entry);
    }

    @Override
    public void closed(String id) {
      entries.remove(id);
    }

    @Override
    public List<Entry> all() {
      return List.copyOf(entries.values());
    }
  }

  /** Registrations in memory. */
  static final class Registrations implements RegistrationStore {
    final List<Binding> bindings = new CopyOnWriteArrayList<>();

    @Override
    public void save(Binding binding) {
      remove(binding.operator(), binding.contact());
      bindings.add(binding);
    }

    @Override
    public void remove(OperatorId operator, String contact) {
      bindings.removeIf(
          binding -> binding.operator().equals(operator) && binding.contact().equals(contact));
    }

    @Override
    public List<Binding> all() {
      return List.copyOf(bindings);
    }
  }
}
