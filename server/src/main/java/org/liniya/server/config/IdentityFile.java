package org.liniya.server.config;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.liniya.call.Language;
import org.liniya.identity.GuessBook;
import org.liniya.server.identity.CodeText;
import org.liniya.server.identity.IdentitySettings;
import org.liniya.server.identity.MailSettings;
import org.liniya.server.service.Service;
import org.liniya.yaml.Problems;
import org.liniya.yaml.Section;

/**
 * Reads {@code identity.yaml}: by what callers are verified. Without the file nobody is. For one
 * thread.
 */
final class IdentityFile {

  static final String NAME = "identity.yaml";

  private static final int MOST_IDENTITIES = 10_000;
  private static final String RESULT = "result";
  private static final GuessBook.Limits LIMITS = GuessBook.Limits.DEFAULT;

  private final Secrets secrets;
  private final List<Service> services;
  private final Set<Language> languages;
  private final Problems problems;

  /**
   * @param services who may be asked
   * @param languages those of the line, which all need a text; empty when they are not known
   */
  IdentityFile(
      Secrets secrets, List<Service> services, Set<Language> languages, Problems problems) {
    this.secrets = secrets;
    this.services = services;
    this.languages = languages;
    this.problems = problems;
  }

  /**
   * Reads it, and checks the registry's table when there is one.
   *
   * @param today no date of birth is later
   */
  IdentitySettings read(ConfigFolder folder, LocalDate today) {
    return folder
        .optional(NAME)
        .map(root -> read(root, folder, today))
        .orElse(IdentitySettings.NONE);
  }

  private IdentitySettings read(Section root, ConfigFolder folder, LocalDate today) {
    Optional<IdentitySettings.Registry> registry =
        root.section("registry")
            .flatMap(keys -> new RegistrySection(services, folder, today).read(keys));
    Optional<Section> codes = root.section("codes");
    Optional<CodeText> text = codes.flatMap(keys -> new CodeWords(languages).text(keys));
    Optional<IdentitySettings.Sms> sms =
        codes.flatMap(keys -> keys.section("sms")).flatMap(this::sms);
    Optional<MailSettings> mail =
        codes
            .flatMap(keys -> keys.section("email"))
            .flatMap(keys -> new MailSection(secrets, languages).read(keys));
    codes.ifPresent(this::codesDone);
    Optional<IdentitySettings.AccountCodes> account =
        root.section("account-code").flatMap(this::account);
    GuessBook.Limits alerts = root.section("guessing").map(this::guessing).orElse(LIMITS);
    root.done();
    return new IdentitySettings(registry, sms, mail, text, account, alerts);
  }

  private void codesDone(Section keys) {
    if (keys.value("sms").isEmpty() && keys.value("email").isEmpty()) {
      problems.add(
          keys.place(),
          "'codes' does not say by what they are sent",
          "Add 'sms:' or 'email:', or remove 'codes'");
    }
    keys.done();
  }

  private Optional<IdentitySettings.Sms> sms(Section keys) {
    return ServiceKeys.read(keys, services, ServiceKeys.SMS)
        .map(to -> new IdentitySettings.Sms(to.service(), to.path(), to.fields()));
  }

  private Optional<IdentitySettings.AccountCodes> account(Section keys) {
    String result = keys.text(RESULT, RESULT);
    ServiceKeys.member(keys, RESULT, result);
    return ServiceKeys.read(keys, services, ServiceKeys.ACCOUNT)
        .map(to -> new IdentitySettings.AccountCodes(to.service(), to.path(), to.fields(), result));
  }

  private GuessBook.Limits guessing(Section keys) {
    int ofOne = keys.whole("one-number", LIMITS.ofOneNumber(), 1, MOST_IDENTITIES);
    int inTotal = keys.whole("in-total", LIMITS.inTotal(), 1, MOST_IDENTITIES);
    keys.done();
    return new GuessBook.Limits(LIMITS.kept(), ofOne, inTotal);
  }
}
