package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.testkit.database.DatabaseLink;
import org.liniya.testkit.database.PostgresServer;
import org.liniya.testkit.phone.RtpEnd;
import tools.jackson.databind.JsonNode;

/**
 * The database goes away under calls and comes back: calls go on, nobody is told a number that is
 * not in the database, and health says what is the matter. Callers know what was said from its
 * sound ({@link StormPrompts}).
 */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(240)
class DatabaseAwayTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final int TWO_SECONDS_OF_PACKETS = 100;

  @Test
  void callsGoOnAndNobodyIsToldANumberThatIsNotThere(@TempDir Path folder) throws Exception {
    try (PostgresServer postgres = PostgresServer.start();
        DatabaseLink link = DatabaseLink.to(postgres.port())) {
      PostgresServer.Place place = postgres.create();
      Path config = config(folder, place);
      try (RunningServer server =
              RunningServer.start(
                  config,
                  "storage.url=" + link.url(place.url()),
                  "storage.user=" + place.user(),
                  "storage.password=${file:database-password}");
          RawCaller before = new RawCaller(server.sipPort());
          RawCaller during = new RawCaller(server.sipPort());
          RawCaller after = new RawCaller(server.sipPort())) {
        String first = isToldANumber(server, before);
        String call = Calls.of(server, before);
        server.awaitJournal(call, "queued", SOON);

        link.cut();

        before.sound().awaitPackets(before.sound().packets().size() + TWO_SECONDS_OF_PACKETS, SOON);
        awaitHealth(server, 503);
        during.connect();
        during.key('0');
        awaitMark(during, StormPrompts.TROUBLE);
        assertThat(marks(during)).doesNotContain(StormPrompts.NUMBER_BEGINS);
        before.sound().awaitPackets(before.sound().packets().size() + TWO_SECONDS_OF_PACKETS, SOON);

        link.mend();

        awaitHealth(server, 200);
        String third = isToldANumber(server, after);
        assertThat(server.ticket(third).path("state").asString("")).isEqualTo("new");
        before.hangUp();
        server.awaitEnded(call, SOON);
        assertThat(server.ticket(first).path("calls").toString()).contains(call);
        List<JsonNode> journal = server.journal(call);
        assertThat(journal.stream().map(entry -> entry.path("seq").asLong()))
            .as(server.lines(call))
            .containsExactlyElementsOf(LongStream.rangeClosed(1, journal.size()).boxed().toList());
        assertThat(server.journal(call, "call-ended")).hasSize(1);
      }
    }
  }

  private static Path config(Path folder, PostgresServer.Place place) throws IOException {
    Path config =
        ConfigCopy.in(folder)
            .replace("flows/hotline.yaml", "answer: \\{ after: 1s \\} ", "answer: { after: 0s } ")
            .folder();
    StormPrompts.writeInto(config);
    Files.writeString(config.resolve("database-password"), place.password());
    return config;
  }

  /** Dials, asks for a person, and gives the number that it hears. */
  private static String isToldANumber(RunningServer server, RawCaller caller) {
    caller.connect();
    caller.key('0');
    awaitMark(caller, StormPrompts.NUMBER_ENDS);
    StringBuilder number = new StringBuilder();
    List<Integer> heard = marks(caller);
    for (int mark :
        heard.subList(
            heard.indexOf(StormPrompts.NUMBER_BEGINS), heard.indexOf(StormPrompts.NUMBER_ENDS))) {
      if (mark < 10) {
        number.append(mark);
      }
    }
    assertThat(number.toString()).as(heard.toString()).matches("\\d{8}");
    assertThat(server.ticket(number.toString()).path("number").asString(""))
        .isEqualTo(number.toString());
    return number.toString();
  }

  private static void awaitMark(RawCaller caller, int mark) {
    RunningServer.awaitThat(
        SOON,
        () -> marks(caller),
        heard -> heard.contains(mark),
        () -> mark + " to be said; heard " + marks(caller));
  }

  /** What was said so far; the same in the packet after it is the same prompt. */
  private static List<Integer> marks(RawCaller caller) {
    List<Integer> marks = new ArrayList<>();
    int last = StormPrompts.NOTHING;
    for (RtpEnd.Packet packet : caller.sound().packets()) {
      List<Byte> octets = packet.payload().octets();
      byte[] bytes = new byte[octets.size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = octets.get(i);
      }
      int mark = StormPrompts.said(bytes, 0, bytes.length);
      if (mark != last && mark != StormPrompts.NOTHING) {
        marks.add(mark);
      }
      last = mark;
    }
    return marks;
  }

  private static void awaitHealth(RunningServer server, int status) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      RunningServer.awaitThat(
          SOON,
          () -> health(http, server),
          answer -> answer.statusCode() == status,
          () -> "health to be " + status + ": " + health(http, server).body());
    }
  }

  private static HttpResponse<String> health(HttpClient http, RunningServer server) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(server.http("") + "/health/ready"))
              .timeout(Duration.ofSeconds(20))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
