package org.liniya.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.port.Audit;
import org.liniya.port.TalkDesk;

class TalkRoutesTest {

  private static final String LISTEN = "{\"mode\":\"listen\",\"telephone\":\"1009\"}";

  private final FakePorts fake = new FakePorts();
  private final Asking asking = new Asking(fake);

  @AfterEach
  void close() {
    asking.close();
  }

  private HttpResponse<String> post(String path, String body, Role role) throws Exception {
    return asking.ask("POST", "/api/v1/operators/" + path, body, role);
  }

  private List<String> audited() {
    return fake.audit.latest(10, Optional.empty()).stream()
        .map(Audit.Row::entry)
        .map(entry -> String.join("|", entry.who(), entry.action(), entry.about(), entry.detail()))
        .toList();
  }

  @Test
  void aSupervisorsWishIsPassedOnWithTheirName() throws Exception {
    HttpResponse<String> answer = post("1001/supervision", LISTEN, Role.SUPERVISOR);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"rings\"", FakePorts.call(1).toString());
    assertThat(fake.talks.asked).containsExactly("sergey 1001 1009 listen");
  }

  @Test
  void whyItIsRefusedIsTold() throws Exception {
    fake.talks.outcome = new TalkDesk.Outcome.Refused("the operator talks with no caller");

    HttpResponse<String> answer = post("1001/supervision", LISTEN, Role.ADMINISTRATOR);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("the operator talks with no caller");
  }

  @Test
  void whoHasNotTheRoleIsRefusedAndThatIsInTheAudit() throws Exception {
    assertThat(post("1001/supervision", LISTEN, Role.OPERATOR).statusCode()).isEqualTo(403);
    assertThat(post("1001/supervision", LISTEN, Role.QUALITY).statusCode()).isEqualTo(403);

    assertThat(fake.talks.asked).isEmpty();
    assertThat(audited())
        .containsExactly(
            "kira|supervision-refused|role quality|operator 1001",
            "olga|supervision-refused|role operator|operator 1001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"mode\":\"spy\",\"telephone\":\"1009\"}",
        "{\"mode\":\"listen\"}",
        "{\"mode\":\"listen\",\"telephone\":\"1009\",\"hertz\":1}",
        "mode"
      })
  void whatIsNotUnderstoodIsNotDone(String body) throws Exception {
    HttpResponse<String> answer = post("1001/supervision", body, Role.SUPERVISOR);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("spy");
    assertThat(fake.talks.asked).isEmpty();
  }

  @Test
  void whoDoesNotExistHasNoTalk() throws Exception {
    assertThat(post("7777/supervision", LISTEN, Role.SUPERVISOR).statusCode()).isEqualTo(404);
    assertThat(post("7777/conference", "", Role.SUPERVISOR).statusCode()).isEqualTo(404);
  }

  @Test
  void threeAreJoinedOrNot() throws Exception {
    assertThat(post("1001/conference", "", Role.SUPERVISOR).statusCode()).isEqualTo(200);
    fake.talks.three = false;
    assertThat(post("1001/conference", "", Role.SUPERVISOR).statusCode()).isEqualTo(409);

    assertThat(fake.talks.asked).containsExactly("confer 1001", "confer 1001");
    assertThat(audited().getFirst()).isEqualTo("sergey|conference-asked|operator 1001|");
  }
}
