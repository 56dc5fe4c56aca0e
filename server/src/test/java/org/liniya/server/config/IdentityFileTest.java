package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.identity.GuessBook;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.Verification;
import org.liniya.server.identity.CodeText;
import org.liniya.server.identity.Fields;
import org.liniya.server.identity.IdentitySettings;
import org.liniya.server.identity.MailSettings;
import org.liniya.server.identity.Words;
import org.liniya.server.service.Service;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

class IdentityFileTest {

  private static final Map<String, String> ENVIRONMENT = Map.of("SMTP_PASSWORD", "hidden");
  private static final Set<Language> LANGUAGES = Set.of(Language.RU, Language.EN);
  private static final String TEXT = "text: { ru: 'К {code}', en: 'C {code}' }";

  @TempDir private Path folder = Path.of("");
  private final Problems problems = new Problems();

  private IdentitySettings read() {
    return new IdentityFile(
            new Secrets(folder, ENVIRONMENT, problems),
            List.of(service("portal", true), service("sms", true), service("shop", false)),
            LANGUAGES,
            problems)
        .read(new ConfigFolder(folder, problems), LocalDate.of(2026, 11, 27));
  }

  private static Service service(String name, boolean personal) {
    return new Service(
        name, URI.create("http://127.0.0.1:1"), Map.of(), Duration.ofSeconds(3), 10, personal);
  }

  private IdentitySettings read(String text) throws IOException {
    Files.writeString(folder.resolve("identity.yaml"), text);
    return read();
  }

  private void table(String rights) throws IOException {
    Path file = folder.resolve("persons.csv");
    Files.writeString(file, "snils,phone\n11223344595,+79990000001\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  @Test
  void withoutTheFileNobodyIsVerified() {
    assertThat(read()).isEqualTo(IdentitySettings.NONE);
    assertThat(read().means()).isEqualTo(Verification.Means.NONE);
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void everythingThatIsWrittenHolds() throws IOException {
    IdentitySettings identity =
        read(
            """
            registry:
              service: portal
              path: /persons/search
              fields: { type: kind, value: number }
              fixed: { purpose: hotline }
              data: { phone: contact.phone, birth-date: birthDate }
            codes:
              sms: { service: sms, path: /send, fields: { phone: phone-digits, message: text } }
              email:
                host: smtp.example.org
                port: 2525
                tls: tls
                user: liniya
                password: ${env:SMTP_PASSWORD}
                from: codes@example.org
                subject: { ru: Ваш код, en: Your code }
                timeout: 10s
                at-once: 3
              text: { ru: "Код: {code}.", en: "Code: {code}." }
            account-code: { service: portal, path: /codes/check, result: data.result }
            guessing: { one-number: 3, in-total: 20 }
            """);

    assertThat(problems.list()).isEmpty();
    assertThat(identity)
        .isEqualTo(
            new IdentitySettings(
                Optional.of(
                    new IdentitySettings.Registry.OfService(
                        "portal",
                        "/persons/search",
                        new Fields(
                            Map.of("type", "kind", "value", "number"),
                            Map.of("purpose", "hotline")),
                        Map.of(Datum.PHONE, "contact.phone", Datum.BIRTH_DATE, "birthDate"))),
                Optional.of(
                    new IdentitySettings.Sms(
                        "sms",
                        "/send",
                        new Fields(Map.of("phone", "phone-digits", "message", "text"), Map.of()))),
                Optional.of(
                    new MailSettings(
                        "smtp.example.org",
                        2525,
                        MailSettings.Tls.TLS,
                        Optional.of(new MailSettings.Login("liniya", new Secret("hidden"))),
                        "codes@example.org",
                        words("Ваш код", "Your code"),
                        Duration.ofSeconds(10),
                        3)),
                Optional.of(new CodeText(words("Код: {code}.", "Code: {code}."))),
                Optional.of(
                    new IdentitySettings.AccountCodes(
                        "portal",
                        "/codes/check",
                        new Fields(
                            Map.of("kind", "kind", "number", "number", "code", "code"), Map.of()),
                        "data.result")),
                new GuessBook.Limits(GuessBook.Limits.DEFAULT.kept(), 3, 20)));
    assertThat(identity.means())
        .isEqualTo(
            new Verification.Means(
                Set.of(Datum.SNILS, Datum.INN, Datum.PASSPORT, Datum.PHONE, Datum.BIRTH_DATE),
                Set.of(Channel.SMS, Channel.EMAIL),
                true));
    assertThat(identity.toString()).doesNotContain("hidden");
  }

  private static Words words(String ru, String en) {
    return new Words(Map.of(Language.RU, ru, Language.EN, en), Language.RU);
  }

  @Test
  void aTableIsCheckedWithIt() throws IOException {
    table("rw-r-----");
    IdentitySettings identity = read("registry: { csv: persons.csv }\n");

    assertThat(problems.list()).isEmpty();
    assertThat(identity.means().registry()).containsExactlyInAnyOrder(Datum.SNILS, Datum.PHONE);

    Files.writeString(folder.resolve("persons.csv"), "snils,phone\n11223344596,\n");
    read();
    assertThat(problems.list())
        .singleElement()
        .asString()
        .contains("persons.csv:2:1: 'snils' has check digits that do not fit");
  }

  @Test
  void aTableThatEverybodyMayReadIsRefused() throws IOException {
    table("rw-r--r--");
    read("registry: { csv: persons.csv }\n");

    assertThat(said())
        .containsExactly(
            "1:18: everybody on this machine may read or change the table of persons. Give it to"
                + " the server's user and run: chmod 600 persons.csv");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ }                       | 1:11: 'registry' does not say where persons stand. Write 'csv: FILE.csv' for a table, or 'service: NAME' for a service",
        "{ csv: a.csv, service: b } | 1:25: 'csv' and 'service' cannot stand together. Write 'csv: FILE.csv' for a table, or 'service: NAME' for a service",
        "{ csv: ../a.csv }         | 1:18: 'csv' is no name of a table beside this file. Put the table into the configuration folder and write its name, as persons.csv",
        "{ csv: gone.csv }         | 1:18: there is no table 'gone.csv' in the configuration folder. Put it there; its first row names the columns: snils,birth-date,phone",
        "{ csv: gone.csv, x: y }   | 1:28: the key 'x' is not known here. Known here: csv, service",
        "{ service: portl, path: /a, data: { phone: a } }  | 1:22: there is no service 'portl'. Did you mean 'portal'?",
        "{ service: shop, path: /a, data: { phone: a } }   | 1:22: the service 'shop' would be given personal data, and may have none. Write 'allow-personal: yes' for it in services.yaml when that is right",
        "{ service: portal, path: a, data: { phone: a } }  | 1:36: 'path' is no path below the service's address. Begin it with '/', without '?', '#' and '..'",
        "{ service: portal, data: { phone: a } }           | 1:11: the key 'path' is missing. Add 'path: …'",
        "{ service: portal, path: /a }                     | 1:11: the key 'data' is missing. Add 'data: …'",
        "{ service: portal, path: /a, data: { } }          | 1:46: 'data' names nothing. Write where data stand, as 'phone: contact.phone'",
        "{ service: portal, path: /a, data: { fone: a } }  | 1:48: there is no datum 'fone'. Did you mean 'phone'?",
        "{ service: portal, path: /a, data: { phone: a..b } } | 1:55: 'a..b' is no place in an answer. Write the names of its members with points between them, as 'contact.phone'",
        "{ service: portal, path: /a, data: { phone: a }, fields: { n: numbr } } | 1:73: 'numbr' is nothing that can be told here. Did you mean 'number'?",
        "{ service: portal, path: /a, data: { phone: a }, fields: { k: kind } }  | 1:68: no field takes the number. Add one, with the member's name: 'NAME: number'",
        "{ service: portal, path: /a, data: { phone: a }, fixed: { number: x } } | 1:67: 'number' stands in 'fields' too. Remove one of them",
        "{ service: portal, path: /a, data: { phone: a }, fixed: { a b: x } }    | 1:69: 'a b' is no name of a member. Use letters, digits, '_' and '-'",
      })
  void whatIsWrongWithTheRegistry(String registry, String says) throws IOException {
    read("registry: " + registry + "\n");

    assertThat(said()).contains(says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text: { ru: 'К {code}', en: 'C {code}' }        | 1:8: 'codes' does not say by what they are sent. Add 'sms:' or 'email:', or remove 'codes'",
        "sms: { service: sms, path: /a }                 | 1:8: the key 'text' is missing. Add 'text: …'",
        "sms: { service: sms, path: /a }, text: { ru: 'К {code}' } | 1:49: the language 'en' has no text. Add 'en: …'",
        "sms: { service: sms, path: /a }, text: { ru: 'К', en: 'C {code}' } | 1:55: the text holds {code} nowhere. Write {code} where the code is to stand, once",
        "sms: { service: sms, path: /a }, text: { ru: '{code}{code}', en: 'C {code}' } | 1:55: the text holds {code} more than once. Write {code} where the code is to stand, once",
        "sms: { service: sms, path: /a }, text: { ru: '{name} {code}', en: 'C {code}' } | 1:55: nothing is put in the place of '{name}'. Only {code} is",
        "sms: { service: sms, path: /a }, text: { ru: \"\\n{code}\", en: 'C {code}' } | 1:55: the text is empty, has more than one line or more than 400 characters. Write one short line",
        "sms: { service: sms, path: /a, fields: { t: text } }, text: { ru: '{code}', en: '{code}' } | 1:49: no field takes the telephone. Add 'NAME: phone', or phone-digits",
        "smss: { service: sms, path: /a }, text: { ru: '{code}', en: '{code}' } | 1:10: the key 'smss' is not known here. Did you mean 'sms'?",
      })
  void whatIsWrongWithCodes(String codes, String says) throws IOException {
    read("codes: { " + codes + " }\n");

    assertThat(said()).contains(says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "from: a@b.example, subject: { ru: a, en: b }                | 2:10: the key 'host' is missing. Add 'host: …'",
        "host: 'a b', from: a@b.example, subject: { ru: a, en: b }   | 2:18: 'host' is no name of a machine. Write it as smtp.example.org; the port has a key of its own",
        "host: h, subject: { ru: a, en: b }                          | 2:10: the key 'from' is missing. Add 'from: …'",
        "host: h, from: 'A <a@b.example>', subject: { ru: a, en: b } | 2:27: 'from' is no address of e-mail. Write the address alone, in Latin letters, as codes@example.org",
        "host: h, from: a@b.example                                  | 2:10: the key 'subject' is missing. Add 'subject: …'",
        "host: h, from: a@b.example, subject: { ru: '{code}', en: b } | 2:55: a subject holds no {code}: it is shown by locked telephones and kept in logs. Remove it",
        "host: h, from: a@b.example, subject: { ru: a, en: b }, tls: ssl | 2:72: 'tls' is starttls, tls or no, not 'ssl'. Did you mean 'tls'?",
        "host: h, from: a@b.example, subject: { ru: a, en: b }, tls: no  | 2:72: without TLS anybody on the way can read the codes. Write 'tls: starttls' or 'tls: tls'; no is for this machine alone, as 127.0.0.1",
        "host: h, from: a@b.example, subject: { ru: a, en: b }, user: u  | 2:67: 'user' and 'password' stand together. Add 'password: ${env:SMTP_PASSWORD}' and 'user', or remove both",
        "host: h, from: a@b.example, subject: { ru: a, en: b }, user: u, password: plain | 2:86: 'password' is a secret and must not stand in a file. Write ${env:NAME} and set that variable, or ${file:PATH} and put it into that file",
        "host: h, from: a@b.example, subject: { ru: a, en: b }, timeout: 11s | 2:76: 'timeout' is from 1ms to 10s. The caller waits meanwhile; 5s is usual",
        "host: h, from: a@b.example, subject: { ru: a, en: b }, port: 0  | 2:73: 'port' is a whole number from 1 to 65535, not '0'. Write figures only, such as 587",
      })
  void whatIsWrongWithMail(String mail, String says) throws IOException {
    read("codes:\n  email: { " + mail + " }\n  " + TEXT + "\n");

    assertThat(said()).containsExactly(says);
  }

  @Test
  void toThisMachineMailMayGoInClear() throws IOException {
    IdentitySettings identity =
        read(
            "codes:\n  email: { host: 127.0.0.1, tls: no, from: a@b.example, subject: { ru: a, en: b"
                + " } }\n  "
                + TEXT
                + "\n");

    assertThat(problems.list()).isEmpty();
    assertThat(identity.mail().orElseThrow().port()).isEqualTo(25);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "registri: { csv: a.csv } | 1:1: the key 'registri' is not known here. Did you mean 'registry'?",
        "account-code: { service: portal, path: /a, fields: { n: number } } | 1:52: no field takes the code. Add one, with the member's name: 'NAME: code'",
        "account-code: { service: portal, path: /a, result: 'a b' } | 1:52: 'a b' is no place in an answer. Write the names of its members with points between them, as 'contact.phone'",
        "guessing: { one-number: 0 } | 1:25: 'one-number' is a whole number from 1 to 10000, not '0'. Write figures only, such as 5",
      })
  void whatIsWrongElsewhere(String text, String says) throws IOException {
    read(text + "\n");

    assertThat(said()).containsExactly(says);
  }

  private List<String> said() {
    return problems.list().stream()
        .map(Problem::toString)
        .map(text -> text.replaceFirst("^.*identity\\.yaml:", ""))
        .toList();
  }
}
