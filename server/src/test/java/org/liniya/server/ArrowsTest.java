package org.liniya.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, as the design draws them. THINK before changing this file. */
class ArrowsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.liniya");

  private static final String[] CORE = {
    "org.liniya.call..",
    "org.liniya.callback..",
    "org.liniya.acd..",
    "org.liniya.ticket..",
    "org.liniya.calendar..",
    "org.liniya.identity..",
    "org.liniya.person..",
    "org.liniya.listen..",
    "org.liniya.speak..",
    "org.liniya.report..",
    "org.liniya.explain..",
    "org.liniya.port.."
  };

  /** Each edge by the packages it owns. */
  private static final Map<String, String[]> EDGES =
      Map.of(
          "sip-adapter",
              new String[] {
                "org.liniya.sip..", "org.liniya.rtp..", "org.liniya.sdp..", "org.liniya.dtmf.."
              },
          "asterisk-adapter", new String[] {"org.liniya.asterisk.."},
          "call-flows", new String[] {"org.liniya.flow..", "org.liniya.yaml.."},
          "recordings", new String[] {"org.liniya.recording.."},
          "speech", new String[] {"org.liniya.speech.."},
          "store", new String[] {"org.liniya.store.."},
          "console", new String[] {"org.liniya.console.."});

  @Test
  void everyPartWasImported() {
    EDGES.forEach(
        (edge, packages) ->
            assertThat(
                    CLASSES.stream()
                        .anyMatch(
                            c -> c.getPackageName().startsWith(packages[0].replace("..", ""))))
                .as(edge)
                .isTrue());
    assertThat(CLASSES.containPackage("org.liniya.acd")).isTrue();
    assertThat(CLASSES.containPackage("org.liniya.audio")).isTrue();
  }

  /** A computation, and nothing outside: codes and identities are kept as hashes. */
  private static final Class<?>[] HASHING = {
    MessageDigest.class,
    Mac.class,
    SecretKeySpec.class,
    GeneralSecurityException.class,
    NoSuchAlgorithmException.class,
    StandardCharsets.class
  };

  @Test
  void theCoreTouchesNothingOutside() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat(
                resideOutsideOfPackages(
                        "org.liniya.call..",
                        "org.liniya.callback..",
                        "org.liniya.acd..",
                        "org.liniya.ticket..",
                        "org.liniya.calendar..",
                        "org.liniya.identity..",
                        "org.liniya.person..",
                        "org.liniya.listen..",
                        "org.liniya.speak..",
                        "org.liniya.report..",
                        "org.liniya.explain..",
                        "org.liniya.port..",
                        "org.jspecify..",
                        "java.lang..",
                        "java.time..",
                        "java.util",
                        "java.util.function..",
                        "java.util.stream..",
                        "java.util.random..",
                        "java.util.regex..",
                        "java.io..")
                    .and(not(belongToAnyOf(HASHING))));
    rule.check(CLASSES);
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void theEdgesNeverSeeEachOther() {
    for (Map.Entry<String, String[]> edge : EDGES.entrySet()) {
      for (Map.Entry<String, String[]> other : EDGES.entrySet()) {
        if (!edge.getKey().equals(other.getKey())) {
          noClasses()
              .that()
              .resideInAnyPackage(edge.getValue())
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(other.getValue())
              .because("'" + edge.getKey() + "' and '" + other.getKey() + "' are both edges")
              .check(CLASSES);
        }
      }
    }
  }

  /** What runs tests of flows stands above the flow language and the fakes, and beside no edge. */
  @Test
  void trialsTouchNoEdgeButTheFlowLanguage() {
    assertThat(CLASSES.containPackage("org.liniya.trial")).isTrue();
    EDGES.forEach(
        (edge, packages) -> {
          if (!edge.equals("call-flows")) {
            noClasses()
                .that()
                .resideInAnyPackage("org.liniya.trial..", "org.liniya.testkit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .because("a trial touches nothing of a running line, and so not '" + edge + "'")
                .check(CLASSES);
          }
        });
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.liniya.trial..", "org.liniya.testkit..", "org.liniya.server..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.liniya.trial..", "org.liniya.testkit..")
        .because("only the command line and reload run trials")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.liniya.server..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.liniya.testkit..")
        .because("a fake must not come into a running line")
        .check(CLASSES);
  }

  @Test
  void onlyTheSipPackageKnowsJainSip() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.liniya.sip..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.sip..", "gov.nist..")
        .check(CLASSES);
  }

  @Test
  void nothingDependsOnTheServer() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.liniya.server..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.liniya.server..")
        .check(CLASSES);
  }

  @Test
  void theServersPackagesFormNoCycle() {
    slices().matching("org.liniya.server.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
