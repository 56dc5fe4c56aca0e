package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liniya.testkit.database.DatabaseLink;
import org.liniya.testkit.database.DatabaseLink.Moment;
import org.liniya.testkit.database.PostgresServer;
import tools.jackson.databind.JsonNode;

/**
 * A flow's ticket is in the database before its number is spoken: proved by parting the two at the
 * ticket's commit, and by what the caller's ear hears.
 */
@Tag("telephones")
@ExtendWith(LogOnFailure.class)
@Timeout(240)
class TicketBeforeNumberTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final int FIVE_SECONDS_OF_PACKETS = 250;

  @ParameterizedTest
  @EnumSource(Moment.class)
  void noNumberWithoutItsTicket(Moment moment, @TempDir Path folder) throws Exception {
    try (PostgresServer postgres = PostgresServer.start();
        DatabaseLink link = DatabaseLink.to(postgres.port())) {
      PostgresServer.Place place = postgres.create();
      Path config = DatabaseAwayTest.config(folder, place);
      try (RunningServer server = DatabaseAwayTest.start(config, link, place);
          RawCaller caller = new RawCaller(server.sipPort())) {
        caller.connect();
        Calls.of(server, caller);
        link.cutAtCommit("insert into tickets", moment);

        caller.key('0');

        if (moment == Moment.AFTER_IT_IS_ANSWERED) {
          StormEar.awaitMark(caller, StormPrompts.NUMBER_ENDS, SOON);
        } else {
          StormEar.awaitMark(caller, StormPrompts.TROUBLE, SOON);
          caller
              .sound()
              .awaitPackets(caller.sound().packets().size() + FIVE_SECONDS_OF_PACKETS, SOON);
        }
        assertThat(link.isCut()).as("the database was parted at the commit").isTrue();
        List<String> spoken = new ArrayList<>(StormEar.number(caller).stream().toList());
        link.mend();
        DatabaseAwayTest.awaitHealth(server, 200);

        assertThat(kept(server)).containsAll(spoken);
        switch (moment) {
          case BEFORE_IT_IS_ASKED -> {
            assertThat(spoken).isEmpty();
            assertThat(kept(server)).isEmpty();
          }
          case BEFORE_IT_IS_ANSWERED -> {
            assertThat(spoken).isEmpty();
            assertThat(kept(server)).hasSize(1);
          }
          case AFTER_IT_IS_ANSWERED -> {
            assertThat(spoken).hasSize(1);
            assertThat(kept(server)).isEqualTo(spoken);
          }
        }
        caller.hangUp();
      }
    }
  }

  private static List<String> kept(RunningServer server) {
    List<String> numbers = new ArrayList<>();
    for (JsonNode ticket : server.api("tickets?limit=100").path("items")) {
      numbers.add(ticket.path("number").asString(""));
    }
    return numbers;
  }
}
