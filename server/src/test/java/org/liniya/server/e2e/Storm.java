package org.liniya.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.liniya.recovery.FaultPoint;

/**
 * A storm: up to twenty callers a second who type ahead, four operators who take what comes, a
 * clerk who works on the tickets by the API, and a server that is killed again and again, at random
 * moments and at every {@link FaultPoint} that calls pass. What they know afterwards is compared
 * with what the data folder holds ({@link StormAudit}).
 *
 * <p>The seed decides who calls when and what dies where; the machine decides how far each call has
 * come by then.
 */
final class Storm {
  private static final int CALLS_A_SECOND = 20;

  /**
   * Whoever would be one more to wait for an answer dials later: a machine with other work has
   * fewer calls a second, and is not asked for more than it can do.
   */
  private static final int MOST_WAITING = 30;

  private static final Duration LATEST_HALT = Duration.ofSeconds(8);
  private static final List<String> OPERATORS = List.of("1001", "1002", "1003", "1004");

  private final Random random;
  private final int kills;
  private final Path found;
  private final AtomicInteger callers = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private String wish = "";
  private int wishes;
  private final List<Future<StormCaller.Experience>> experiences = new ArrayList<>();

  /**
   * @param found where the database's file goes as each death leaves it, for whoever looks into a
   *     loss
   */
  Storm(int kills, long seed, Path found) {
    this.kills = kills;
    this.found = found;
    this.random = new Random(seed);
  }

  /** Storms, and gives what is wrong afterwards. */
  List<String> run(Path config) throws Exception {
    StormPrompts.writeInto(config);
    List<StormOperator> operators = new ArrayList<>();
    try (RunningServer server =
            RunningServer.start(
                config,
                "limits.calls-per-source=1000",
                "limits.calls=1000",
                "limits.new-calls-a-second=1000",
                "limits.new-calls-per-source=1000",
                "limits.requests-a-second=5000",
                "limits.requests-per-source=5000");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ScheduledExecutorService dialling = Executors.newSingleThreadScheduledExecutor()) {
      try {
        for (String id : OPERATORS) {
          StormOperator operator = new StormOperator(server.sipPort(), id);
          operators.add(operator);
          operator.register(server.password(id));
          server.awaitOperator(id, "ready", Duration.ofSeconds(20));
        }
        Future<?> dials =
            dialling.scheduleAtFixedRate(
                () -> dial(server, threads), 0, 1_000 / CALLS_A_SECOND, TimeUnit.MILLISECONDS);
        List<StormClerk.Work> work;
        try (StormClerk clerk = new StormClerk(server)) {
          awaitFullTrade(operators, clerk);
          for (int kill = 1; kill <= kills; kill++) {
            die(server, kill);
          }
          work = clerk.work();
        }
        diedAsWished(server);
        dials.cancel(false);
        List<StormCaller.Experience> known = known();
        awaitNoCall(server);
        for (StormOperator operator : operators) {
          operator.close();
        }
        server.terminate();
        server.awaitExit(Duration.ofMinutes(3));
        List<StormOperator.Shown> shown =
            operators.stream().flatMap(operator -> operator.shown().stream()).toList();
        return StormAudit.of(
            server.data(), server.log(), new StormAudit.Witnesses(known, shown, work));
      } finally {
        dialling.shutdownNow();
        for (StormOperator operator : operators) {
          operator.close();
        }
      }
    }
  }

  /** On any machine there is something to lose before the first death: an offer, work done. */
  private static void awaitFullTrade(List<StormOperator> operators, StormClerk clerk) {
    RunningServer.awaitThat(
        Duration.ofMinutes(2),
        clerk::work,
        work ->
            work.stream().anyMatch(each -> each.answer() == StormClerk.Answer.DONE)
                && operators.stream().anyMatch(operator -> !operator.shown().isEmpty()),
        () -> "an offer and a piece of work in the storm");
  }

  /** A BYE may have been lost on the way: legs without sound are found after half a minute. */
  private static void awaitNoCall(RunningServer server) {
    RunningServer.awaitThat(
        Duration.ofMinutes(2),
        server::metrics,
        metrics -> metrics.lines().anyMatch(line -> line.matches("liniya_calls_active 0(\\.0)?")),
        () -> "the last call to end");
  }

  private void dial(RunningServer server, ExecutorService threads) {
    if (waiting.get() >= MOST_WAITING) {
      return;
    }
    int caller = callers.incrementAndGet();
    String number = "+7999%07d".formatted(caller);
    synchronized (experiences) {
      experiences.add(
          threads.submit(new StormCaller(server.sipPort(), number, new Random(caller), waiting)));
    }
  }

  /**
   * One death and the start after it. A start that has to die at a point of its own is that of the
   * kill before, so that each kill costs one start.
   */
  private void die(RunningServer server, int kill) throws InterruptedException {
    diedAsWished(server);
    if (wish.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(3_500)); // the storm's own clock
      server.kill9();
      System.out.printf("storm: kill %d at a random moment%n", kill);
    } else if (!server.isAlive() || halts(server)) {
      System.out.printf("storm: kill %d at %s%n", kill, wish);
    } else {
      server.kill9();
      System.out.printf("storm: kill %d by hand, %s was not reached%n", kill, wish);
    }
    keepFile(server, kill);
    wish = kill < kills ? next(kill + 1) : "";
    server.launchAgain(
        wish.isEmpty() ? List.of() : List.of("-D" + FaultPoint.PROPERTY + "=" + wish));
    server.awaitReadyOrGone();
  }

  private void keepFile(RunningServer server, int kill) {
    server.awaitExit(LATEST_HALT);
    try {
      Files.createDirectories(found);
      Files.copy(
          server.data().resolve("liniya.mv.db"),
          found.resolve("kill-%03d.mv.db".formatted(kill)),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot keep the database's file", broken);
    }
  }

  /** Where the next kill is to come; empty: at a random moment. */
  private String next(int kill) {
    if (kill % 3 == 1) {
      return "";
    }
    List<FaultPoint> points = Stream.of(FaultPoint.values()).filter(FaultPoint::ofCalls).toList();
    FaultPoint point = points.get(wishes++ % points.size());
    return point.word() + ":" + times(point);
  }

  /** A start that ends by itself, for any reason but a point that it was to die at, is a fault. */
  private static void diedAsWished(RunningServer server) {
    if (!server.isAlive() && server.awaitExit(LATEST_HALT) != FaultPoint.STATUS) {
      throw new AssertionError("the server did not start again:\n" + server.log());
    }
  }

  private static boolean halts(RunningServer server) {
    try {
      return server.awaitExit(LATEST_HALT) == FaultPoint.STATUS;
    } catch (AssertionError livesOn) {
      return false;
    }
  }

  /** Points that every call passes come soon; those of a start are few. */
  private int times(FaultPoint point) {
    return switch (point) {
      case CALLBACK_OWED, CALL_SETTLED -> 1 + random.nextInt(4);
      case OFFER_COMMITTED, BRIDGE_COMMITTED, WORK_COMMITTED -> 1 + random.nextInt(3);
      case RECORDING_MOVED -> 1 + random.nextInt(5);
      case CALL_ARRIVED, TICKET_COMMITTED, NUMBER_SPOKEN -> 1 + random.nextInt(15);
      case BATCH_WRITTEN -> 1 + random.nextInt(80);
      case CALLBACK_BEGUN,
          CALLBACK_ANSWERED,
          KEY_FILE_PREPARED,
          KEY_FILE_REPLACED,
          MASTER_KEY_KNOWN,
          ROWS_RESEALED,
          OLD_KEY_FORGOTTEN,
          PERSON_ERASED ->
          throw new IllegalArgumentException("no call passes " + point.word());
    };
  }

  private List<StormCaller.Experience> known() throws InterruptedException, ExecutionException {
    List<StormCaller.Experience> known = new ArrayList<>();
    synchronized (experiences) {
      for (Future<StormCaller.Experience> each : experiences) {
        known.add(each.get());
      }
    }
    return known;
  }
}
