package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.phone.Sipp;
import tools.jackson.databind.JsonNode;

/**
 * Fifty reloads of everything that can be reloaded, while SIPp keeps twenty calls a second coming:
 * no call fails, and none changes its version midway.
 */
@Tag("telephones")
@Timeout(400)
@ExtendWith(LogOnFailure.class)
class ReloadsUnderLoadTest {

  private static final int RELOADS = 50;
  private static final int A_SECOND = 20;
  private static final int CALLS = 200;
  private static final Pattern EDITION = Pattern.compile("-e(\\d+)");

  /** Each edition's steps bear its number. */
  private static final String FLOW =
      """
      flow: hotline
      languages: [ru]
      answer: { after: 0s }
      trouble: person
      steps:
        first-eNUMBER:
          say: [thank-you]
        middle-eNUMBER:
          say: [thank-you]
        last-eNUMBER:
          hangup: normal
        person:
          queue: { skill-group: other, served: last-eNUMBER }
      """;

  private static final String TEST =
      """
      test: A caller is thanked twice
      flow: hotline
      script:
        - hears: thank-you
        - hears: thank-you
      expect:
        ended: completed
        visits: [first-eNUMBER, last-eNUMBER]
      """;

  private static final String SCENARIO =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <scenario name="until the line hangs up">
        <send retrans="500"><![CDATA[
      INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
      Via: SIP/2.0/[transport] [local_ip]:[local_port];rport;branch=[branch]
      From: <sip:+79005550101@[local_ip]>;tag=[pid]x[call_number]
      To: <sip:[service]@[remote_ip]:[remote_port]>
      Call-ID: [call_id]
      CSeq: 1 INVITE
      Contact: <sip:sipp@[local_ip]:[local_port]>
      Max-Forwards: 70
      Content-Type: application/sdp
      Content-Length: [len]

      v=0
      o=user1 1 1 IN IP4 [local_ip]
      s=-
      c=IN IP4 [media_ip]
      t=0 0
      m=audio [media_port] RTP/AVP 8 101
      a=rtpmap:8 PCMA/8000
      a=rtpmap:101 telephone-event/8000

      ]]></send>
        <recv response="100" optional="true"/>
        <recv response="200" rrs="true"/>
        <send><![CDATA[
      ACK [next_url] SIP/2.0
      Via: SIP/2.0/[transport] [local_ip]:[local_port];rport;branch=[branch]
      From: <sip:+79005550101@[local_ip]>;tag=[pid]x[call_number]
      To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
      Call-ID: [call_id]
      CSeq: 1 ACK
      Max-Forwards: 70
      Content-Length: 0

      ]]></send>
        <recv request="BYE"/>
        <send><![CDATA[
      SIP/2.0 200 OK
      [last_Via:]
      [last_From:]
      [last_To:]
      [last_Call-ID:]
      [last_CSeq:]
      Content-Length: 0

      ]]></send>
      </scenario>
      """;

  @Test
  void noCallFailsAndNoneChangesItsVersionMidway(@TempDir Path folder) throws Exception {
    ConfigCopy copy = ConfigCopy.in(folder).withoutTests();
    write(folder, 0);
    try (RunningServer server = RunningServer.start(copy.folder());
        ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Instant>> reloads = other.submit(() -> reload(server, folder));
      int rounds = 0;
      while (!reloads.isDone()) {
        Sipp.of(SCENARIO)
            .to(server.registrar())
            .service("hotline")
            .calls(CALLS)
            .rate(A_SECOND)
            .within(Duration.ofSeconds(60))
            .run()
            .mustHaveSucceeded(CALLS);
        rounds++;
      }
      List<Instant> taken = reloads.get();
      assertThat(taken).hasSize(RELOADS);
      List<JsonNode> calls = calls(server);
      assertThat(calls).hasSize(rounds * CALLS);
      assertThat(editions(server, calls)).as("editions that had calls").hasSizeGreaterThan(10);
      assertThat(calls).as("calls that were there when a reload came").anyMatch(c -> saw(c, taken));
    }
  }

  private static List<Instant> reload(RunningServer server, Path folder) throws IOException {
    List<Instant> taken = new ArrayList<>();
    for (int number = 1; number <= RELOADS; number++) {
      write(folder, number);
      server.post("editions", 200);
      taken.add(Instant.now());
    }
    return taken;
  }

  /** The flow, its test, a group, an operator, a number and a trunk that no other edition has. */
  private static void write(Path folder, int number) throws IOException {
    put(folder, "flows/hotline.yaml", FLOW, number);
    put(folder, "flows/tests/thanked.yaml", TEST, number);
    put(
        folder,
        "skill-groups.yaml",
        "other: { titles: { ru: a, en: b } }\ng-NUMBER: { titles: { ru: c, en: d } }\n",
        number);
    put(
        folder,
        "operators.yaml",
        "\"1001\": { skills: [other] }\n\"2NUMBER\": { skills: [other, g-NUMBER] }\n",
        number);
    put(
        folder,
        "trunks.yaml",
        """
        trunks:
          local: { from: [127.0.0.0/8] }
          t-NUMBER: { from: [192.0.2.NUMBER/32] }
        numbers: { hotline: hotline, line-NUMBER: hotline }
        """,
        number);
    Files.deleteIfExists(folder.resolve("tickets.yaml")); // its categories are groups
  }

  private static void put(Path folder, String file, String text, int number) throws IOException {
    Files.writeString(folder.resolve(file), text.replace("NUMBER", Integer.toString(number + 1)));
  }

  private static List<JsonNode> calls(RunningServer server) {
    List<JsonNode> all = new ArrayList<>();
    JsonNode page = server.api("calls?limit=100");
    while (true) {
      page.path("items").forEach(all::add);
      if (page.path("next").isNull() || page.path("next").isMissingNode()) {
        return all;
      }
      page = server.api("calls?limit=100&next=" + page.path("next").asString());
    }
  }

  /** The numbers of the editions, each found to have one version and each call one edition. */
  private static Map<String, String> editions(RunningServer server, List<JsonNode> calls) {
    Map<String, String> versions = new TreeMap<>();
    for (JsonNode call : calls) {
      Set<String> numbers = new HashSet<>();
      int steps = 0;
      for (JsonNode entry : server.journal(call.path("id").asString())) {
        Matcher step = EDITION.matcher(entry.path("step").asString(""));
        if (entry.path("kind").asString().equals("step-entered") && step.find()) {
          numbers.add(step.group(1));
          steps++;
        }
      }
      assertThat(steps).as("steps of %s", call).isEqualTo(3);
      assertThat(numbers).as("editions of %s", call).hasSize(1);
      assertThat(call.path("ending").asString()).isEqualTo("completed");
      String version = call.path("flow").path("version").asString();
      String number = numbers.iterator().next();
      assertThat(versions.merge(number, version, (before, _) -> before)).isEqualTo(version);
    }
    assertThat(versions.values()).doesNotHaveDuplicates();
    return versions;
  }

  private static boolean saw(JsonNode call, List<Instant> taken) {
    Instant began = instant(call, "startedAt");
    Instant ended = instant(call, "endedAt");
    return taken.stream().anyMatch(at -> at.isAfter(began) && at.isBefore(ended));
  }

  private static Instant instant(JsonNode call, String field) {
    return java.time.OffsetDateTime.parse(call.path(field).asString()).toInstant();
  }
}
