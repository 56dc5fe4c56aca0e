package org.liniya.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.flow.Flow;
import org.liniya.flow.FlowReader;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

/**
 * What a test may take as given: answers of services, queues that refuse, what of ours is broken.
 */
class GivenTest {

  private static final String PORTAL =
      """
      flow: portal
      languages: [ru, en]
      trouble: trouble
      variables:
        state: { one-of: [new, ready, paid] }
        known: yes-no
      steps:
        ask:
          http:
            service: portal
            get: /applications
            save: { state: application.state }
            retries: 2
            not-found: unknown
            failed: away
        pay:
          http: { service: portal, get: /payments, save: { known: paid }, failed: away }
        person:
          queue:
            skill-group: other
            head-start: "=state == 'ready' ? span('90s') : span('1h')"
            timeout: { wait: 1m, go: end }
            full: full
            closed: closed
            nobody: nobody
        end:
          hangup: normal
        unknown: { set: { known: no }, next: person }
        away: { set: { known: no }, next: person }
        full: { set: { known: no }, next: end }
        closed: { set: { known: no }, next: end }
        nobody: { set: { known: no }, next: end }
        trouble: { set: { known: no }, next: person }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "services: { portal: { application.state: ready, paid: no } }; person; 90s",
        "services: { portal: { application: { state: new }, paid: yes } }; pay; 1h",
        "services: { portal: { /applications: { application.state: ready }, /payments: away } };"
            + " away; 90s",
        "services: { portal: { paid: yes } }; away; 1h", // a value is missing
        "services: { portal: { application.state: sold } }; away; 1h", // it is none of the words
        "services: { portal: not-found }; unknown; 1h",
        "services: { portal: away }; away; 1h",
        "operators: { other: 1 }; away; 1h", // a service that is not named does not answer
        "queue: full; full; 1h",
        "queue: closed; closed; 1h",
        "queue: nobody; nobody; 1h",
        "broken: tickets; trouble; 0s", // the last resort, where no head start is
        "broken: [database, callbacks]; trouble; 0s",
      })
  void whatIsGivenIsMet(String given, String reached, String headStart) throws IOException {
    String test =
        """
        test: One
        flow: portal
        given:
          %s
        script: [{ waits: 1s }]
        expect: { reached: %s, queued: { skill-group: other, head-start: %s } }
        """
            .formatted(given, reached, headStart);

    assertThat(failures(test)).isEmpty();
    assertThat(failures(test.replace("reached: " + reached, "reached: " + other(reached))))
        .hasSize(1);
  }

  private static String other(String reached) {
    return reached.equals("closed") ? "full" : "closed";
  }

  @Test
  void aBrokenQueueLeadsToTrouble() throws IOException {
    assertThat(
            failures(
                """
                test: No queue
                flow: portal
                given: { broken: queue }
                script: [{ waits: 1s }]
                expect: { ended: cut-off, visits: [person, trouble, person] }
                """))
        .isEmpty();
  }

  @Test
  void wrongAnswersAreRefusedWithPlaceAndCure() throws IOException {
    refused("{ portl: away }", "t.yaml:3:22: there is no service 'portl'. Did you mean 'portal'?");
    refused(
        "{ portal: awy }", "t.yaml:3:30: a service does not answer 'awy'. Did you mean 'away'?");
    refused("{ portal: [away] }", "a service does not answer a list. Write its values as");
    refused("{ portal: { a: [b] } }", "t.yaml:3:35: the member 'a' is a text, not a list.");
    refused("{ portal: { /a: away, b: c } }", "'b' stands among paths and is none. Begin it with");
  }

  private static void refused(String services, String problem) throws IOException {
    Problems problems = new Problems();
    assertThat(
            read(
                "test: One\nflow: portal\ngiven: { services: "
                    + services
                    + " }\nscript: [hangs-up]\n",
                problems))
        .isEmpty();
    assertThat(problems.list()).map(Problem::toString).anyMatch(p -> p.contains(problem));
  }

  private static List<String> failures(String text) throws IOException {
    Problems problems = new Problems();
    Optional<FlowTest> test = read(text, problems);
    assertThat(problems.list()).isEmpty();
    return test.orElseThrow().run(TrialTest.SURROUNDINGS).failures().stream()
        .map(Problem::toString)
        .toList();
  }

  private static Optional<FlowTest> read(String text, Problems problems) {
    Set<String> prompts = new TreeSet<>();
    TrialTest.PROMPTS.values().forEach(prompts::addAll);
    Optional<Flow> flow = FlowReader.read("portal.yaml", PORTAL, new TrialTest.Shipped(), problems);
    assertThat(problems.list()).isEmpty();
    return FlowTestReader.read(
        "t.yaml",
        text,
        new FlowTestReader.Names(
            Map.of("portal", flow.orElseThrow()), Set.of("other"), prompts, Set.of("portal")),
        problems);
  }
}
