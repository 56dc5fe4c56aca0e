package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.liniya.call.Language;
import org.liniya.flow.value.Known;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.Verification;
import org.liniya.speak.Grammar;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Yaml;
import org.liniya.yaml.YamlReader;

/** The configuration that tests take as given. */
final class Config {

  static final Path ROOT = Path.of(System.getProperty("liniya.root", ".."));
  static final Set<String> GROUPS = Set.of("access", "payment", "documents", "complaint", "other");

  /** Read once: thousands of calls are told from them. */
  private static final Map<Language, Set<String>> PROMPTS = new ConcurrentHashMap<>();

  /** All means of verification. */
  static final Verification.Means MEANS =
      new Verification.Means(Set.of(Datum.values()), Set.of(Channel.values()), true);

  private Config() {}

  /** The prompts of {@code config/prompts}; where there are none yet, any name is a prompt. */
  static Set<String> prompts(Language language) {
    return PROMPTS.computeIfAbsent(language, Config::read);
  }

  private static Set<String> read(Language language) {
    Path file = ROOT.resolve("config/prompts/" + language + ".yaml");
    if (!Files.exists(file)) {
      return new Anything();
    }
    Problems problems = new Problems();
    Set<String> names = new HashSet<>();
    YamlReader.read(file.toString(), text(file), problems)
        .ifPresent(
            root -> {
              if (root instanceof Yaml.Table table) {
                table.entries().forEach(e -> names.add(e.key().value()));
              }
            });
    assertThat(problems.list()).isEmpty();
    return names;
  }

  static Known known() {
    return known(
        Map.of(Language.RU, prompts(Language.RU), Language.EN, prompts(Language.EN)), GROUPS);
  }

  static Known known(Map<Language, Set<String>> prompts, Set<String> staffed) {
    return known(prompts, staffed, MEANS);
  }

  static Known known(
      Map<Language, Set<String>> prompts, Set<String> staffed, Verification.Means means) {
    return new Known() {
      @Override
      public Set<String> skillGroups() {
        return GROUPS;
      }

      @Override
      public boolean hasOperators(String skillGroup) {
        return staffed.contains(skillGroup);
      }

      @Override
      public Set<String> calendars() {
        return Set.of("support");
      }

      @Override
      public Set<String> prompts(Language language) {
        return prompts.getOrDefault(language, Set.of());
      }

      @Override
      public Set<Language> languages() {
        return prompts.keySet();
      }

      @Override
      public Set<String> services() {
        return Set.of("portal", "register");
      }

      @Override
      public boolean mayHavePersonal(String service) {
        return service.equals("register");
      }

      @Override
      public Verification.Means verification() {
        return means;
      }

      @Override
      public Set<String> music() {
        return Set.of("default");
      }
    };
  }

  static Flow hotline() {
    return read("hotline.yaml", text(ROOT.resolve("config/flows/hotline.yaml")));
  }

  static Flow read(String file, String content) {
    Problems problems = new Problems();
    var flow = FlowReader.read(file, content, known(), problems);
    assertThat(problems.list()).isEmpty();
    return flow.orElseThrow();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Contains whatever it is asked for, besides what the grammars need. */
  private static final class Anything extends AbstractSet<String> {
    @Override
    public boolean contains(Object name) {
      return true;
    }

    @Override
    public Iterator<String> iterator() {
      return Grammar.of(Language.RU).fragments().iterator();
    }

    @Override
    public int size() {
      return Grammar.of(Language.RU).fragments().size();
    }
  }
}
