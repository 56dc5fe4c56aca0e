package org.liniya.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;

/**
 * Who may look into a {@link Secret}, and why. Whoever adds a line here answers for where the value
 * goes from there.
 */
class SecrecyRulesTest {

  private static final Map<String, String> MAY_REVEAL =
      Map.ofEntries(
          Map.entry("org.liniya.call.PhoneNumber", "makes the masked form of a number"),
          Map.entry(
              "org.liniya.flow.call.PromisedCallback", "a number into a note, which is secret too"),
          Map.entry(
              "org.liniya.flow.step.CallbackNumber", "says the last two digits of the number"),
          Map.entry("org.liniya.flow.step.Http", "puts a service's answer into a variable"),
          Map.entry("org.liniya.ticket.TicketRules", "counts the characters of a note"),
          Map.entry("org.liniya.identity.OneTimeCode", "makes the salted hash of a code"),
          Map.entry("org.liniya.identity.KeyedHash", "makes the keyed hash of a datum"),
          Map.entry("org.liniya.person.LookUp", "brings a datum into its one spelling"),
          Map.entry("org.liniya.person.Applicant", "makes the masked form of a name"),
          Map.entry("org.liniya.console.ContactRoutes", "shows a contact in sight of the audit"),
          Map.entry("org.liniya.console.PersonViews", "shows a person what is kept of them"),
          Map.entry("org.liniya.store.LookUpHashes", "makes the keyed hash of a datum"),
          Map.entry(
              "org.liniya.asterisk.AmiConnection", "the manager of Asterisk asks for a password"),
          Map.entry("org.liniya.store.DatabaseCopy", "the database asks for its password"),
          Map.entry("org.liniya.store.FieldCipher", "seals it"),
          Map.entry("org.liniya.store.DialogsTable", "gives a dialog back to whoever ends it"),
          Map.entry("org.liniya.store.PersonKeys", "a sealed key is opened to seal with"),
          Map.entry("org.liniya.store.AdvisoryLock", "the database asks for its password"),
          Map.entry("org.liniya.store.Database", "the database asks for its password"),
          Map.entry("org.liniya.console.User", "hashes a token"),
          Map.entry(
              "org.liniya.console.RetentionRoutes",
              "shows why a ticket is held to who may hold it"),
          Map.entry("org.liniya.console.TicketViews", "shows notes to roles that may read them"),
          Map.entry("org.liniya.sip.Gate", "computes the digest that a password must give"),
          Map.entry("org.liniya.sip.DigestAnswer", "computes the digest for a provider"),
          Map.entry("org.liniya.sip.phone.SipPhone", "computes the digest of a robot's telephone"),
          Map.entry("org.liniya.sip.OutsideInvite", "dials a number"),
          Map.entry("org.liniya.sip.trunk.DialRule", "rewrites a number that is dialled"),
          Map.entry("org.liniya.sip.trunk.OutRules", "looks whether a number may be dialled"),
          Map.entry(
              "org.liniya.server.run.DeskCall", "journals an emergency number, never personal"),
          Map.entry("org.liniya.server.config.UsersFile", "measures the length of a token"),
          Map.entry("org.liniya.server.webhook.SigningKey", "makes the key that signs webhooks"),
          Map.entry("org.liniya.speech.voice.HttpVoice", "shows its key to a configured voice"),
          Map.entry("org.liniya.server.service.HttpRequests", "sends it to a configured service"),
          Map.entry("org.liniya.server.identity.CodeText", "writes a code into its message"),
          Map.entry("org.liniya.server.identity.CsvRegistry", "finds a person by a document"),
          Map.entry("org.liniya.server.identity.CsvRows", "keeps the registry's table in memory"),
          Map.entry("org.liniya.server.identity.DatumForm", "checks a datum of a registry"),
          Map.entry("org.liniya.server.identity.MailAddress", "looks whether it is an address"),
          Map.entry("org.liniya.server.identity.MailServer", "gives a code to the mail server"),
          Map.entry("org.liniya.server.identity.SmsGateway", "takes the plus from a telephone"),
          Map.entry("org.liniya.server.cli.Api", "shows the token to our own API"),
          Map.entry("org.liniya.server.demo.LineApi", "shows the token to our own API"));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/testkit/"))
          .importPackages("org.liniya");

  /** Both ways: whoever is listed and does not look any more is taken off the list. */
  @Test
  void onlyTheseLookIntoASecret() {
    assertThat(callers()).isEqualTo(new TreeSet<>(MAY_REVEAL.keySet()));
  }

  private static Set<String> callers() {
    Set<String> found = new TreeSet<>();
    for (JavaClass each : CLASSES) {
      Stream.concat(
              each.getMethodCallsFromSelf().stream(), each.getMethodReferencesFromSelf().stream())
          .filter(call -> call.getTargetOwner().isEquivalentTo(Secret.class))
          .filter(call -> call.getTarget().getName().equals("reveal"))
          .map(JavaAccess::getOriginOwner)
          .map(SecrecyRulesTest::outermost)
          .forEach(found::add);
    }
    return found;
  }

  private static String outermost(JavaClass owner) {
    return owner.getName().replaceAll("\\$.*", "");
  }

  @Test
  void everyReasonIsGiven() {
    assertThat(MAY_REVEAL.values()).allSatisfy(reason -> assertThat(reason).isNotBlank());
  }

  @Test
  void noTextOrFaultIsMadeOfASecret() {
    for (JavaClass each : CLASSES) {
      each.getMethodCallsFromSelf().stream()
          .filter(call -> call.getTargetOwner().isEquivalentTo(Secret.class))
          .filter(call -> call.getTarget().getName().equals("reveal"))
          .forEach(
              call ->
                  assertThat(call.getOrigin().getName())
                      .as(call.getDescription())
                      .isNotIn("toString", "getMessage", "hashCode"));
    }
  }

  /** A text by a bean's name would be found by every library that looks for beans. */
  @Test
  void aSecretHasNoBeansAndNoTextsButReveal() throws Exception {
    assertThat(Stream.of(Secret.class.getMethods()).filter(m -> m.getReturnType() == String.class))
        .extracting(java.lang.reflect.Method::getName)
        .containsExactlyInAnyOrder("reveal", "toString");
    assertThat(Secret.class.getInterfaces()).isEmpty();
    assertThat(Secret.class.getSuperclass()).isEqualTo(Object.class);
    assertThat(Secret.class.isRecord()).isFalse();
    assertThat(java.lang.reflect.Modifier.isFinal(Secret.class.getModifiers())).isTrue();
    assertThat(
            java.lang.reflect.Modifier.isTransient(
                Secret.class.getDeclaredField("value").getModifiers()))
        .isTrue();
  }

  @Test
  void noSecretIsKeptInWhatCanBeSerialised() {
    for (Class<?> personal : List.of(Secret.class, PhoneNumber.class)) {
      noFields()
          .that()
          .haveRawType(personal)
          .should()
          .beDeclaredInClassesThat()
          .areAssignableTo(Serializable.class)
          .because("exceptions and the like are written out by others")
          .check(CLASSES);
    }
  }

  /** The journal holds no secret, not even a hidden one: its events are turned into JSON. */
  @Test
  void theJournalAndTheAnswersHoldNone() {
    noClasses()
        .that()
        .haveNameMatching("org\\.liniya\\.call\\.JournalEvent.*|org\\.liniya\\.console\\..*Json.*")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Secret.class, PhoneNumber.class)
        .check(CLASSES);
  }
}
