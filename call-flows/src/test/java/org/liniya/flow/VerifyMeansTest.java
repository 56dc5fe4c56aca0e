package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.liniya.call.Language;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.Verification.Means;
import org.liniya.yaml.Problems;

/** A flow that verifies by what is not configured is refused, with what is lacking. */
class VerifyMeansTest {

  private static final Set<Datum> REGISTRY = Set.of(Datum.SNILS, Datum.BIRTH_DATE, Datum.EMAIL);
  private static final String CURE = ". Describe what there is in identity.yaml";

  @Test
  void aRegistry() {
    assertThat(problems("registry", Means.NONE))
        .containsExactly("7:19: 'by: registry' needs a registry" + CURE);
  }

  @Test
  void aWayToSendCodes() {
    String told = "7:19: 'by: code' needs a registry and a way to send codes" + CURE;

    assertThat(problems("code", Means.NONE)).containsExactly(told);
    assertThat(problems("code", new Means(REGISTRY, Set.of(), true))).containsExactly(told);
    assertThat(problems("code", new Means(Set.of(), Set.of(Channel.SMS), true)))
        .containsExactly(told);
  }

  @Test
  void anAddressInTheRegistry() {
    assertThat(problems("code", new Means(REGISTRY, Set.of(Channel.SMS), true)))
        .containsExactly("7:19: 'by: code' needs a registry that knows phone or email" + CURE);
    assertThat(problems("code", new Means(REGISTRY, Set.of(Channel.EMAIL), false))).isEmpty();
  }

  @Test
  void codesOfAccounts() {
    assertThat(problems("account-code", new Means(REGISTRY, Set.of(Channel.EMAIL), false)))
        .containsExactly(
            "7:19: 'by: account-code' needs somebody who checks the codes of accounts" + CURE);
    assertThat(problems("account-code", new Means(Set.of(), Set.of(), true))).isEmpty();
  }

  private static List<String> problems(String way, Means means) {
    String more = way.equals("registry") ? ", birth-date: =caller.birthday" : "";
    Problems problems = new Problems();
    FlowReader.read(
        "f",
        """
        flow: f
        languages: [ru]
        start: asks
        trouble: person
        steps:
          asks:
            verify: { by: %s, with: { snils: =caller.snils%s }, failed: person }
          person:
            queue: { skill-group: other, served: end }
          end:
            hangup: normal
        """
            .formatted(way, more),
        Config.known(Map.of(Language.RU, Config.prompts(Language.RU)), Config.GROUPS, means),
        problems);
    return problems.list().stream().map(p -> p.toString().substring("f:".length())).toList();
  }
}
