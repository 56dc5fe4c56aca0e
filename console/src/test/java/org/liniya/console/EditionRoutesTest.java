package org.liniya.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liniya.port.Audit;

class EditionRoutesTest {

  private final FakePorts fake = new FakePorts();
  private final Asking asking = new Asking(fake);

  @AfterEach
  void close() {
    asking.close();
  }

  private HttpResponse<String> post(String path, Role role) throws Exception {
    return asking.ask("POST", "/api/v1/" + path, "", role);
  }

  private List<String> audited() {
    return fake.audit.latest(10, Optional.empty()).stream()
        .map(Audit.Row::entry)
        .map(entry -> entry.action() + " " + entry.about())
        .toList();
  }

  @Test
  void whatIsWrongIsToldLineByLineAndChangesNothing() throws Exception {
    fake.editions.outcome =
        new LineEditions.Outcome.Refused(List.of("hotline.yaml:3:1: no step", "ru.yaml:2:1: x"));

    HttpResponse<String> answer = post("editions", Role.ADMINISTRATOR);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("refused: hotline.yaml:3:1: no step\\nru.yaml:2:1: x");
    assertThat(audited()).containsExactly("edition-refused 2 problems");
  }

  @Test
  void whoDoesWhatIsInTheAudit() throws Exception {
    assertThat(post("editions", Role.ADMINISTRATOR).statusCode()).isEqualTo(200);
    assertThat(post("editions/ba9876543210/use", Role.ADMINISTRATOR).statusCode()).isEqualTo(200);
    assertThat(post("editions/ffff/use", Role.ADMINISTRATOR).statusCode()).isEqualTo(404);

    assertThat(audited())
        .containsExactly("edition-taken ba9876543210", "edition-taken 0123456789ab");
  }

  @Test
  void onlyAnAdministratorMay() throws Exception {
    for (Role role : List.of(Role.OPERATOR, Role.QUALITY, Role.SUPERVISOR)) {
      assertThat(post("editions", role).statusCode()).isEqualTo(403);
    }
  }
}
