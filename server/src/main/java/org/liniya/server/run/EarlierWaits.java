package org.liniya.server.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.liniya.estimate.PastWait;
import org.liniya.estimate.WaitBook;
import org.liniya.port.JournalLines;
import org.liniya.port.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was known of waiting before the last stop, from the journal. By the main thread, once. */
final class EarlierWaits {

  private static final Logger LOG = LoggerFactory.getLogger(EarlierWaits.class);

  /** A caller may have been in the menu and in the queue for so long before being answered. */
  private static final Duration LONGEST_CALL = Duration.ofHours(2);

  private EarlierWaits() {}

  /** Reads them; without a database that answers the estimates begin with nothing. */
  static void learn(JournalLines lines, WaitBook book, Instant now) {
    Instant since = now.minus(WaitBook.OLDEST);
    try {
      List<JournalLines.Line> waits =
          lines.of(since.minus(LONGEST_CALL), now, Set.of("waited")).stream()
              .filter(line -> !line.at().isBefore(since))
              .sorted(Comparator.comparing(JournalLines.Line::at))
              .toList();
      waits.forEach(line -> book.learn(line.word("group"), wait(line)));
      LOG.atInfo().addKeyValue("waits", waits.size()).log("recent waits were read");
    } catch (StoreException e) {
      LOG.atWarn().log("recent waits cannot be read: {}", e.getMessage());
    }
  }

  private static PastWait wait(JournalLines.Line line) {
    return new PastWait(
        (int) line.number("place"),
        (int) line.number("serving"),
        Duration.ofMillis(line.number("waitMs")),
        line.at());
  }
}
