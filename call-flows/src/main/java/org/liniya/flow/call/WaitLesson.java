package org.liniya.flow.call;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.JournalEvent.Waited;
import org.liniya.estimate.PastWait;
import org.liniya.estimate.WaitBook;
import org.liniya.estimate.WaitRange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one waiting in one queue teaches: how long it lasted from each place, and whether it was as
 * long as the caller was told first. Nothing that fails here ends the waiting. Runs only on the
 * call's thread.
 */
final class WaitLesson {

  private static final Logger LOG = LoggerFactory.getLogger(WaitLesson.class);

  private final LiveCall call;
  private final String group;

  /** The place of entering, then marks on the way: few, however far back it began. */
  private final Map<Integer, Reached> reached = new LinkedHashMap<>();

  private Optional<Told> told = Optional.empty();

  private record Reached(Duration at, int serving) {}

  private record Told(WaitRange range, Duration at) {}

  WaitLesson(LiveCall call, String group) {
    this.call = call;
    this.group = group;
  }

  private WaitBook book() {
    return call.ports().estimates();
  }

  /** The caller stands at this place now. */
  void placed(int place) {
    if (reached.isEmpty() || WaitBook.isMark(place)) {
      guarded(
          () ->
              reached.computeIfAbsent(
                  place, _ -> new Reached(call.line().now(), book().serving(group))));
    }
  }

  /** The caller has begun to hear this. */
  void told(WaitRange range) {
    if (told.isEmpty()) {
      told = Optional.of(new Told(range, call.line().now()));
    }
  }

  /** An operator has answered. */
  void answered() {
    guarded(
        () -> {
          reached.forEach(
              (place, from) ->
                  book()
                      .learn(
                          group,
                          new PastWait(
                              place, from.serving(), since(from.at()), call.ports().time().now())));
          told.ifPresent(each -> book().turnedOut(each.range().kept(since(each.at()))));
          noted();
        });
  }

  private void noted() {
    reached.entrySet().stream()
        .findFirst()
        .ifPresent(
            first ->
                call.log()
                    .note(
                        new Waited(
                            group,
                            first.getKey(),
                            first.getValue().serving(),
                            since(first.getValue().at()).toMillis())));
  }

  /** The caller waits no more; of what was said only that it lasted longer is certain. */
  void givenUp() {
    guarded(
        () ->
            told.filter(each -> each.range().kept(since(each.at())) == WaitRange.Kept.LATER)
                .ifPresent(_ -> book().turnedOut(WaitRange.Kept.LATER)));
  }

  private Duration since(Duration at) {
    return call.line().now().minus(at);
  }

  private void guarded(Runnable part) {
    try {
      part.run();
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("call", call.arrival().call())
          .addKeyValue("group", group)
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("a wait taught nothing");
    }
  }
}
