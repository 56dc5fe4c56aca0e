package org.liniya.server.config;

import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.liniya.call.Secret;
import org.liniya.report.Targets;
import org.liniya.ticket.RetentionPlan;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;

/** Reads {@code liniya.yaml}. For one thread. */
final class LiniyaFile {

  static final String NAME = "liniya.yaml";

  private final Secrets secrets;
  private final Problems problems;

  LiniyaFile(Secrets secrets, Problems problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  /** A key that is absent or wrong has its default. */
  ServerSettings read(ConfigFolder folder, Map<String, String> sets) {
    return folder
        .yaml(NAME)
        .map(root -> Overrides.lay(sets, root, problems))
        .flatMap(root -> Section.root(root, problems))
        .map(root -> settings(root, folder.path()))
        .orElse(ServerSettings.DEFAULT);
  }

  private ServerSettings settings(Section root, Path folder) {
    int before = problems.list().size();
    SipSection sip = new SipSection(folder, problems);
    ListenSection listen = new ListenSection(folder, problems);
    ServerSettings settings =
        new ServerSettings(
            part(root, "sip", SipSettings.DEFAULT, sip::read),
            part(root, "rtp", RtpSettings.DEFAULT, new RtpSection(sip, problems)::read),
            part(root, "http", HttpSettings.DEFAULT, this::http),
            part(root, "storage", StorageSettings.DEFAULT, this::storage),
            part(root, "recordings", RecordingSettings.DEFAULT, this::recordings),
            part(root, "speech", SpeechSettings.DEFAULT, keys -> speech(keys, listen)),
            part(root, "limits", Limits.DEFAULT, this::limits),
            part(root, "retention", RetentionPlan.KEEP_ALL, new RetentionSection(problems)::read),
            part(root, "targets", Targets.DEFAULT, this::targets),
            part(root, "callbacks", Optional.empty(), new CallbackSection(problems)::read),
            part(
                root,
                "asterisk",
                Optional.empty(),
                new AsteriskSection(folder, secrets, problems)::read));
    root.done();
    if (problems.list().size() == before) {
      new AddressRules(problems).check(root, settings);
    }
    return settings;
  }

  private <T> T part(Section root, String key, T otherwise, Function<Section, T> read) {
    return root.section(key)
        .map(
            section -> {
              T value = read.apply(section);
              section.done();
              return value;
            })
        .orElse(otherwise);
  }

  private HttpSettings http(Section keys) {
    HttpSettings otherwise = HttpSettings.DEFAULT;
    return new HttpSettings(
        bind(keys, otherwise.bind()), keys.whole("port", otherwise.port(), 0, 65_535));
  }

  private StorageSettings storage(Section keys) {
    StorageSettings otherwise = StorageSettings.DEFAULT;
    Optional<String> url = keys.text("url");
    if (url.isPresent() && !url.get().matches("jdbc:(h2|postgresql):.+")) {
      problems.add(
          keys.placeOf("url"),
          "'url' is the JDBC address of H2 or PostgreSQL",
          "Write it like jdbc:postgresql://localhost/liniya, or leave it out");
    } else if (url.filter(u -> u.matches("(?i).*[?;&]password=.*")).isPresent()) {
      problems.add(
          keys.placeOf("url"),
          "'url' holds a password",
          "Take it out and write 'password: ${env:NAME}' below it");
    }
    String user = keys.text("user", otherwise.user());
    Optional<Secret> password = secrets.secret(keys, "password");
    return new StorageSettings(
        url, user, password, path(keys, "field-key-file", otherwise.fieldKeyFile()));
  }

  private RecordingSettings recordings(Section keys) {
    return new RecordingSettings(path(keys, "folder", RecordingSettings.DEFAULT.folder()));
  }

  private SpeechSettings speech(Section keys, ListenSection listen) {
    SpeechSettings otherwise = SpeechSettings.DEFAULT;
    return new SpeechSettings(
        path(keys, "prompts", otherwise.prompts()),
        path(keys, "music", otherwise.music()),
        path(keys, "cache", otherwise.cache()),
        new VoicesSection(secrets, problems).read(keys),
        part(keys, "listen", otherwise.listen(), listen::read));
  }

  private Limits limits(Section keys) {
    Limits otherwise = Limits.DEFAULT;
    return new Limits(
        keys.whole("calls", otherwise.calls(), 1, 100_000),
        intake(keys, otherwise.intake()),
        Spans.atLeastOneSecond(keys, "whole-call", otherwise.wholeCall()),
        Spans.atLeastOneSecond(keys, "menu", otherwise.menu()),
        Spans.atLeastOneSecond(keys, "queue", otherwise.queue()),
        keys.whole("same-step", otherwise.sameStep(), 1, 1_000),
        Spans.atLeastOneSecond(keys, "drain", otherwise.drain()));
  }

  private Targets targets(Section keys) {
    Targets otherwise = Targets.DEFAULT;
    return new Targets(
        keys.whole("service-level-percent", otherwise.serviceLevelPercent(), 1, 100),
        Spans.atLeastOneSecond(keys, "within", otherwise.within()),
        Spans.atLeastOneSecond(keys, "short-abandon", otherwise.shortAbandon()),
        keys.whole("abandoned-percent", otherwise.abandonedPercent(), 0, 100),
        Spans.atLeast(Duration.ofMillis(100), keys, "first-prompt", otherwise.firstPrompt()),
        keys.whole("rating-tenths", otherwise.rating(), 10, 50));
  }

  private Limits.Intake intake(Section keys, Limits.Intake otherwise) {
    return new Limits.Intake(
        keys.whole("calls-per-source", otherwise.callsPerSource(), 1, 100_000),
        keys.whole("new-calls-a-second", otherwise.newCalls(), 1, 100_000),
        keys.whole("new-calls-per-source", otherwise.newCallsPerSource(), 1, 100_000),
        keys.whole("requests-a-second", otherwise.requests(), 1, 100_000),
        keys.whole("requests-per-source", otherwise.requestsPerSource(), 1, 100_000),
        Spans.atLeast(Duration.ofMillis(20), keys, "late-sound", otherwise.lateSound()),
        keys.whole("memory-percent", otherwise.memoryPercent(), 10, 100));
  }

  private String bind(Section keys, String otherwise) {
    String bind = keys.text("bind", otherwise);
    if (!isAddress(bind)) {
      problems.add(
          keys.placeOf("bind"),
          "'bind' is an IP address of this machine, not '" + bind + "'",
          "Write it in figures, such as 127.0.0.1");
      return otherwise;
    }
    return bind;
  }

  private static boolean isAddress(String text) {
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Path path(Section keys, String key, Path otherwise) {
    String text = keys.text(key, otherwise.toString());
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      problems.add(keys.placeOf(key), "'" + key + "' is no path", "");
      return otherwise;
    }
  }
}
