package org.liniya.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liniya.call.CallId;
import org.liniya.call.JournalEvent;
import org.liniya.port.Journal;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;

/** What was acknowledged survives {@code kill -9}. */
@Tag("slow")
@OnEachDatabase
final class CrashTest {
  private static final int LINES = 600;
  private static final Duration WINDOW = Duration.ofMillis(1_500);

  @RegisterExtension final FreshDatabase database = new FreshDatabase();

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void everythingAcknowledgedIsThereAfterAKill() throws Exception {
    List<String> acknowledged = killAfter(LINES, 0);
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(LINES - 1);

    Map<CallId, Long> lastSeq = new HashMap<>();
    try (Store store =
        Store.open(database.settings(), FreshStore.TIME, database.folder(), TicketPlan.STANDARD)) {
      for (String line : acknowledged) {
        String[] words = line.split(" ", -1);
        CallId call = CallId.parse(words[1]);
        if (words[0].equals("ticket")) {
          assertThat(store.tickets().ofCall(call)).contains(new TicketNumber(words[2]));
        } else {
          lastSeq.merge(call, Long.valueOf(words[2]), Math::max);
        }
      }
      assertThat(lastSeq).isNotEmpty();
      lastSeq.forEach((call, seq) -> assertComplete(store.journal().read(call), seq));
    }
  }

  /**
   * H2 once left keys that nobody could see nor write any more, after about one kill in thirty; see
   * docs/decisions/0008. The same folder is used on and on, as a server would.
   */
  @Test
  @Tag("night")
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void noKeyIsLeftLockedByAHundredKills() throws Exception {
    Random random = new Random(8);
    for (int kill = 1; kill <= 100; kill++) {
      Set<CallId> calls = new HashSet<>();
      for (String line : killAfter(20 + random.nextInt(LINES), kill)) {
        calls.add(CallId.parse(line.split(" ", -1)[1]));
      }
      try (Store store =
          Store.open(
              database.settings(), FreshStore.TIME, database.folder(), TicketPlan.STANDARD)) {
        for (CallId call : calls) {
          store.journal().commit(call, FreshStore.TIME.now(), new JournalEvent.Rated(1));
          assertComplete(store.journal().read(call), 1);
        }
      }
    }
  }

  /** Batched ones within 200 ms; a second and more when the machine is busy with other tests. */
  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void whatWasNotedSomeTimeBeforeAKillIsThere() throws Exception {
    List<Long> heard = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    long killed = Long.MAX_VALUE;
    Process process = start("note", 0);
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        heard.add(System.nanoTime());
        lines.add(line);
        boolean longEnough = heard.getLast() - heard.getFirst() > 2 * WINDOW.toNanos();
        if (longEnough && killed == Long.MAX_VALUE) {
          killed = System.nanoTime();
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }

    Map<CallId, Long> noted = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      if (killed - heard.get(i) > WINDOW.toNanos()) {
        String[] words = lines.get(i).split(" ", -1);
        noted.merge(CallId.parse(words[1]), Long.valueOf(words[2]), Math::max);
      }
    }
    assertThat(noted).isNotEmpty();
    try (Store store =
        Store.open(database.settings(), FreshStore.TIME, database.folder(), TicketPlan.STANDARD)) {
      noted.forEach((call, seq) -> assertComplete(store.journal().read(call), seq));
    }
  }

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void aSecondProcessIsToldThatTheDatabaseIsInUse() throws Exception {
    Process process = start();
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isNotNull();

      assertThat(catchMessage()).contains("is in use by another process");
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private String catchMessage() {
    try (Store store =
        Store.open(database.settings(), FreshStore.TIME, database.folder(), TicketPlan.STANDARD)) {
      return "opened, healthy: " + store.healthy();
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void assertComplete(List<Journal.Entry> entries, long atLeast) {
    assertThat(entries.size()).isGreaterThanOrEqualTo((int) atLeast);
    assertThat(entries)
        .extracting(Journal.Entry::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, entries.size()).boxed().toList());
  }

  /** Lets the program acknowledge some lines, kills it, and gives all whole lines it printed. */
  private List<String> killAfter(int lines, int seed) throws IOException, InterruptedException {
    Process process = start("commit", seed);
    List<String> seen = new ArrayList<>();
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        seen.add(line);
        if (seen.size() == lines) {
          process.toHandle().destroyForcibly(); // SIGKILL; the pipe stays open
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    seen.removeLast(); // the last line may have been cut by the kill
    seen.removeIf(line -> !line.matches("(ticket|events) \\S{36} \\d+"));
    return seen;
  }

  private Process start() throws IOException {
    return start("commit", 0);
  }

  private Process start(String how, int seed) throws IOException {
    StoreSettings settings = database.settings();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Committer.class.getName(),
            database.folder().toString(),
            settings.url().orElse(""),
            settings.user(),
            settings.password().reveal(),
            how,
            Integer.toString(seed))
        .redirectError(Redirect.INHERIT)
        .start();
  }
}
