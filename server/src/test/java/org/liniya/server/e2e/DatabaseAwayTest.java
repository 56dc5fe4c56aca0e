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
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liniya.testkit.database.DatabaseLink;
import org.liniya.testkit.database.PostgresServer;
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

  /** About two seconds, on a busy machine. */
  private static final Duration MOST = Duration.ofMillis(2500);

  private static final int TWO_SECONDS_OF_PACKETS = 100;

  @Test
  void callsGoOnAndNobodyIsToldANumberThatIsNotThere(@TempDir Path folder) throws Exception {
    try (PostgresServer postgres = PostgresServer.start();
        DatabaseLink link = DatabaseLink.to(postgres.port())) {
      PostgresServer.Place place = postgres.create();
      Path config = config(folder, place);
      try (RunningServer server = start(config, link, place);
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
        StormEar.awaitMark(during, StormPrompts.TROUBLE, SOON);
        assertThat(StormEar.marks(during)).doesNotContain(StormPrompts.NUMBER_BEGINS);
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

  /** However it goes away, a new caller hears us soon, and soon hears that something is wrong. */
  @ParameterizedTest
  @EnumSource(Loss.class)
  void nobodyWaitsInSilenceForADatabaseThatHasJustGone(Loss loss, @TempDir Path folder)
      throws Exception {
    try (PostgresServer postgres = PostgresServer.start();
        DatabaseLink link = DatabaseLink.to(postgres.port())) {
      PostgresServer.Place place = postgres.create();
      Path config = config(folder, place);
      try (RunningServer server = start(config, link, place);
          RawCaller before = new RawCaller(server.sipPort());
          RawCaller during = new RawCaller(server.sipPort());
          RawCaller after = new RawCaller(server.sipPort())) {
        before.connect();
        Calls.of(server, before);
        StormEar.awaitMark(before, StormPrompts.OTHER, SOON);

        loss.of(link);

        long began = System.nanoTime();
        during.connect();
        StormEar.awaitMark(during, StormPrompts.OTHER, SOON);
        Duration sound = Duration.ofNanos(System.nanoTime() - began);
        long pressed = System.nanoTime();
        during.key('0');
        StormEar.awaitMark(during, StormPrompts.TROUBLE, SOON);
        Duration trouble = Duration.ofNanos(System.nanoTime() - pressed);
        System.out.println(loss + ": first sound " + sound + ", trouble " + trouble);
        assertThat(sound).as("first sound").isLessThan(MOST);
        assertThat(trouble).as("trouble").isLessThan(MOST);
        awaitHealth(server, 503);

        link.mend();

        awaitHealth(server, 200);
        isToldANumber(server, after);
        String late = Calls.of(server, during);
        during.hangUp();
        server.awaitEnded(late, SOON);
        assertThat(server.journal(late, "call-arrived")).as("kept until it could").hasSize(1);
        assertThat(server.journal(late, "call-ended")).hasSize(1);
      }
    }
  }

  /** How a database goes away. */
  enum Loss {
    CUT,
    SILENT;

    void of(DatabaseLink link) {
      switch (this) {
        case CUT -> link.cut();
        case SILENT -> link.fallSilent();
      }
    }
  }

  static RunningServer start(Path config, DatabaseLink link, PostgresServer.Place place) {
    return RunningServer.start(
        config,
        "storage.url=" + link.url(place.url()),
        "storage.user=" + place.user(),
        "storage.password=${file:database-password}");
  }

  static Path config(Path folder, PostgresServer.Place place) throws IOException {
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
    StormEar.awaitMark(caller, StormPrompts.NUMBER_ENDS, SOON);
    String number = StormEar.number(caller).orElseThrow();
    assertThat(server.ticket(number).path("number").asString("")).isEqualTo(number);
    return number;
  }

  static void awaitHealth(RunningServer server, int status) {
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
