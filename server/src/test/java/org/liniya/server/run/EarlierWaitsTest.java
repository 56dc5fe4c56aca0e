package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.estimate.WaitBook;
import org.liniya.port.JournalLines;
import org.liniya.port.StoreException;
import org.liniya.port.WaitingRoom;
import org.liniya.testkit.call.FakeTime;
import org.liniya.testkit.call.FakeWaitingRoom;

/** After a restart the estimates go on from what the journal has. */
class EarlierWaitsTest {

  private final FakeTime time = new FakeTime();
  private final FakeWaitingRoom room = new FakeWaitingRoom();
  private final WaitBook book = new WaitBook(room, time);

  private List<JournalLines.Line> waits(int count, Duration age) {
    Instant at = time.now().minus(age);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new JournalLines.Line(
                    CallId.create(at, new Random(i)),
                    at,
                    "waited",
                    Map.of("group", "access", "place", "4", "serving", "2", "waitMs", "180000")))
        .toList();
  }

  @Test
  void recentWaitsAreLearntAnew() {
    room.figures("access", new WaitingRoom.Figures(4, Duration.ZERO, 0, 2));

    EarlierWaits.learn((_, _, _) -> waits(12, Duration.ofMinutes(5)), book, time.now());

    assertThat(book.forecast("access", 4).orElseThrow().quantile(0.5))
        .isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void oldOnesAreNot() {
    room.figures("access", new WaitingRoom.Figures(4, Duration.ZERO, 0, 2));

    EarlierWaits.learn((_, _, _) -> waits(12, Duration.ofMinutes(61)), book, time.now());

    assertThat(book.forecast("access", 4)).isEmpty();
  }

  @Test
  void withoutADatabaseTheLineOpensAllTheSame() {
    EarlierWaits.learn(
        (_, _, _) -> {
          throw new StoreException("away");
        },
        book,
        time.now());

    assertThat(book.forecast("access", 4)).isEmpty();
  }
}
