package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.server.webhook.WebhookReceiver;
import org.liniya.ticket.NoticeKind;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;

class WebhooksFileTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("DESK", SECRET, "OLD", SECRET, "WEAK", "whsec_c2hvcnQ=");

  @TempDir private Path folder = Path.of("");
  private final Problems problems = new Problems();

  private List<WebhookReceiver> read() {
    return new WebhooksFile(new Secrets(folder, ENVIRONMENT, problems), problems)
        .read(new ConfigFolder(folder, problems));
  }

  private List<WebhookReceiver> read(String text) throws IOException {
    Files.writeString(folder.resolve("webhooks.yaml"), text);
    return read();
  }

  @Test
  void withoutTheFileNobodyIsTold() {
    assertThat(read()).isEmpty();
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void everythingThatIsWrittenHolds() throws IOException {
    Files.writeString(folder.resolve("desk.secret"), SECRET + "\n");
    List<WebhookReceiver> receivers =
        read(
            """
            receivers:
              help-desk:
                url: https://desk.example.org/hooks/liniya?of=line
                secret: ${file:desk.secret}
                previous-secret: ${env:OLD}
                events: [opened, handed-over]
              statistics:
                url: http://127.0.0.1:8000/
                secret: ${env:DESK}
                active: no
            """);

    assertThat(problems.list()).isEmpty();
    assertThat(receivers)
        .extracting(WebhookReceiver::name)
        .containsExactly("help-desk", "statistics");
    WebhookReceiver desk = receivers.getFirst();
    assertThat(desk.url()).hasToString("https://desk.example.org/hooks/liniya?of=line");
    assertThat(desk.keys()).hasSize(2);
    assertThat(desk.kinds()).isEqualTo(Set.of(NoticeKind.OPENED, NoticeKind.HANDED_OVER));
    assertThat(desk.active()).isTrue();
    assertThat(receivers.getLast().kinds()).isEqualTo(EnumSet.allOf(NoticeKind.class));
    assertThat(receivers.getLast().active()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "secret: '${env:DESK}'                                            | the key 'url' is missing",
        "url: 'https://d.example/'                                        | the key 'secret' is missing",
        "url: 'https://d.example/', secret: whsec_plain                   | must not stand in a file",
        "url: 'https://d.example/', secret: '${env:WEAK}'                 | is not whsec_",
        "url: 'http://d.example/', secret: '${env:DESK}'                  | 'url' is http",
        "url: 'http://127.0.0.1.d.example/', secret: '${env:DESK}'        | 'url' is http",
        "url: 'ftp://d.example/', secret: '${env:DESK}'                   | is no address",
        "url: 'https://user:word@d.example/', secret: '${env:DESK}'       | is no address",
        "url: 'https://d.example/', secret: '${env:DESK}', events: [open] | there is no event 'open'",
        "url: 'https://d.example/', secret: '${env:DESK}', events: []     | names nothing",
        "url: 'https://d.example/', secret: '${env:DESK}', event: opened  | the key 'event' is not known",
      })
  void whatIsWrongIsSaidWithItsPlace(String keys, String says) throws IOException {
    read("receivers:\n  help-desk: { " + keys + " }\n");

    assertThat(problems.list())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.toString()).contains(says).doesNotContain("word@", "c2hvcnQ");
              assertThat(problem.place().line()).isEqualTo(2);
            });
  }

  @Test
  void aWordThatIsNearlyAnEventIsHintedAt() throws IOException {
    read(
        "receivers: { a: { url: 'https://d.example/', secret: '${env:DESK}', events: [solvd] } }\n");

    assertThat(problems.list()).extracting(Problem::hint).first().asString().contains("solved");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:9/", "http://127.8.8.8/", "http://[::1]:80/x"})
  void thisMachineItselfMayBeToldInClear(String url) throws IOException {
    assertThat(read("receivers: { a: { url: '" + url + "', secret: '${env:DESK}' } }\n"))
        .hasSize(1);
    assertThat(problems.list()).isEmpty();
  }
}
