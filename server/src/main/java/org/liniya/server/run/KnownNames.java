package org.liniya.server.run;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.liniya.acd.SkillGroup;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.flow.value.Known;
import org.liniya.port.Verification;
import org.liniya.server.config.Configuration;
import org.liniya.server.service.Service;
import org.liniya.speech.PromptLibrary;
import org.liniya.speech.SentenceVoices;
import org.liniya.yaml.Place;

/** The names that a flow may use, of a configuration and its prompts. Immutable. */
record KnownNames(
    Configuration configuration,
    PromptLibrary library,
    Map<Language, Set<String>> names,
    BiConsumer<String, Place> prompts)
    implements Known {

  static KnownNames of(
      Configuration configuration, PromptLibrary library, BiConsumer<String, Place> prompts) {
    Map<Language, Set<String>> names = new HashMap<>();
    for (Language language : library.languages()) {
      // A text without sound is the library's problem to report, not an unknown name.
      Set<String> all = new TreeSet<>(library.names(language));
      all.addAll(configuration.prompts().getOrDefault(language, Map.of()).keySet());
      names.put(language, Collections.unmodifiableSet(all));
    }
    return new KnownNames(configuration, library, names, prompts);
  }

  @Override
  public Set<String> skillGroups() {
    return configuration.skillGroups().stream()
        .map(SkillGroup::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean hasOperators(String skillGroup) {
    return configuration.operatorProfiles().stream()
        .anyMatch(operator -> operator.skills().contains(skillGroup));
  }

  @Override
  public Set<String> calendars() {
    return configuration.calendars().keySet();
  }

  @Override
  public void said(String prompt, Place place) {
    prompts.accept(prompt, place);
  }

  @Override
  public boolean isRead(Language language) {
    return SentenceVoices.languages(
            configuration.settings().speech().voices(), configuration.lexicon())
        .contains(language);
  }

  @Override
  public Set<String> prompts(Language language) {
    return names.getOrDefault(language, Set.of());
  }

  @Override
  public Set<Language> languages() {
    return library.languages();
  }

  @Override
  public Set<String> services() {
    return configuration.services().stream()
        .map(Service::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean mayHavePersonal(String service) {
    return configuration.services().stream()
        .anyMatch(each -> each.name().equals(service) && each.allowsPersonal());
  }

  @Override
  public Verification.Means verification() {
    return configuration.identity().means();
  }

  @Override
  public boolean mayCall(PhoneNumber number) {
    return Line.mayCall(configuration, number);
  }

  @Override
  public Set<String> music() {
    return library.musicNames();
  }
}
