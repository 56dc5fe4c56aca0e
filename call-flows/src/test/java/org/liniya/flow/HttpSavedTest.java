package org.liniya.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a flow keeps of a service's answer, told by where the flow goes. */
class HttpSavedTest {

  private final Scenario caller = new Scenario();

  @ParameterizedTest
  @CsvSource({
    "status == 'done' && days == 3 && paid && text == 'x', done, 3",
    "status == 'in-work' && days == 0, in-work, 0"
  })
  void theFlowGoesByWhatWasKept(String holds, String status, String days) {
    caller.services.says("portal", Map.of("s", status, "d", days, "p", "true", "t", "x"));
    Flow flow =
        Config.read(
            "f",
            """
            flow: asking
            languages: [ru]
            trouble: person
            variables:
              status: { one-of: [done, in-work], default: in-work }
              days: { whole: 0-9, default: 1 }
              paid: yes-no
              text: text
            steps:
              asks:
                http: { service: portal, get: /a, save: { status: s, days: d, paid: p, text: t }, failed: person }
              look:
                choose:
                  - { if: "%s", go: right }
              person:
                queue: { skill-group: other, served: end }
              right:
                say: [welcome]
              end:
                hangup: normal
            """
                .formatted(holds));

    caller.run(flow);

    assertThat(caller.steps()).containsExactly("asks", "look", "right", "end");
  }

  @Test
  void nothingIsKeptWhenOneValueDoesNotFit() {
    caller.services.says("portal", Map.of("a", "kept", "b", "many"));
    Flow flow =
        Config.read(
            "f",
            """
            flow: asking
            languages: [ru]
            trouble: person
            variables:
              days: { whole: 0-9, default: 1 }
              text: text
            steps:
              asks:
                http: { service: portal, get: /a, save: { text: a, days: b }, failed: look }
                next: person
              look:
                choose:
                  - { if: "text == '' && days == 1", go: end }
              person:
                queue: { skill-group: other, served: end }
              end:
                hangup: normal
            """);

    caller.run(flow);

    assertThat(caller.steps()).containsExactly("asks", "look", "end");
  }
}
