package org.liniya.server.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.liniya.console.LineEditions;
import org.liniya.identity.Masking;
import org.liniya.port.Time;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which edition new calls get. A wrong one is never taken, and never in part: one reference is
 * exchanged. Thread-safe; one reload after the other.
 */
final class Editions implements LineEditions {

  private static final Logger LOG = LoggerFactory.getLogger(LiniyaServer.class);

  /** Enough to go back to the day before; each holds its prompts in memory. */
  static final int REMEMBERED = 5;

  private final Path folder;
  private final Function<Problems, Optional<Line>> reader;
  private final Time time;

  /** The rest of the server; nothing follows before there is any. */
  private Follower follower = Follower.NOTHING;

  /** The current one first; exchanged as a whole. */
  private volatile List<Edition> editions;

  /**
   * @param first what the server has started with
   * @param reader reads and checks the configuration anew
   */
  Editions(Line first, Function<Problems, Optional<Line>> reader, Time time) throws IOException {
    this.folder = first.configuration().folder();
    this.reader = reader;
    this.time = time;
    this.editions = List.of(Edition.of(first, ConfigFiles.of(folder), time.now()));
  }

  /** What else of a running server changes with the edition of new calls. */
  interface Follower {

    Follower NOTHING =
        new Follower() {
          @Override
          public void before(Line line) {
            // there is nothing yet
          }

          @Override
          public void after(Line line) {
            // there is nothing yet
          }
        };

    /** Why a running server cannot take it, with what to do; empty when it can. */
    default List<String> hindrances(Line line) {
      return List.of();
    }

    /**
     * New calls are about to get it. What the next call may need is made ready.
     *
     * @throws IOException when that is impossible; the edition is not taken then
     */
    void before(Line line) throws IOException;

    /** New calls get it; nothing needs any more what was there before. */
    void after(Line line);
  }

  /** Whom to tell of every edition from now on; before any reload can be asked for. */
  synchronized void follow(Follower following) {
    this.follower = following;
  }

  Edition current() {
    return editions.getFirst();
  }

  /**
   * The latest one that has the flow. A call may come by a number of the edition that was exchanged
   * a moment ago; it gets the flow that its number led to.
   */
  Optional<Edition> having(String flow) {
    return editions.stream().filter(each -> each.line().flows().containsKey(flow)).findFirst();
  }

  /** Those that calls may still run on, the current one first. */
  List<Edition> all() {
    return editions;
  }

  @Override
  public List<View> latest() {
    List<Edition> now = editions;
    return now.stream()
        .map(edition -> edition.view(edition.id().equals(now.getFirst().id())))
        .toList();
  }

  /** Reads, checks and tests the files; their tests run here, on the thread that asks. */
  @Override
  public synchronized Outcome reload() {
    try {
      ConfigFiles files = ConfigFiles.of(folder);
      List<String> changed = current().files().changedForGood(files);
      if (!changed.isEmpty()) {
        return refused(
            List.of(
                String.join(", ", changed)
                    + " changed since the start. A reload takes flows, prompts, music, groups,"
                    + " operators, calendars, holidays, deadlines, trunks and the numbers of"
                    + " Asterisk; restart the server for the rest"));
      }
      Problems problems = new Problems();
      Optional<Line> line = reader.apply(problems);
      line.ifPresent(read -> new LineTests(read).check(problems));
      if (line.isEmpty() || !problems.isEmpty()) {
        return refused(problems.list().stream().map(Problem::toString).map(Masking::of).toList());
      }
      if (!files.equals(ConfigFiles.of(folder))) {
        return refused(List.of("the files changed while they were read; reload again"));
      }
      return taken(Edition.of(line.get(), files, time.now()));
    } catch (IOException e) {
      return refused(List.of("a file cannot be read: " + e.getMessage()));
    }
  }

  @Override
  public synchronized Optional<Outcome> use(String id) {
    return editions.stream()
        .filter(edition -> edition.id().equals(id))
        .findFirst()
        .map(edition -> taken(edition.again(time.now())));
  }

  private Outcome taken(Edition edition) {
    List<String> hindrances = follower.hindrances(edition.line());
    if (!hindrances.isEmpty()) {
      return refused(hindrances);
    }
    try {
      return new Outcome.Taken(take(edition));
    } catch (IOException e) {
      return refused(List.of("a file cannot be read or written: " + e.getMessage()));
    }
  }

  private View take(Edition edition) throws IOException {
    follower.before(edition.line());
    List<Edition> next = new ArrayList<>();
    next.add(edition);
    editions.stream()
        .filter(other -> !other.id().equals(edition.id()))
        .limit(REMEMBERED - 1)
        .forEach(next::add);
    editions = List.copyOf(next);
    follower.after(edition.line());
    LOG.atInfo().addKeyValue("edition", edition.id()).log("new calls get this edition");
    return edition.view(true);
  }

  private static Outcome refused(List<String> problems) {
    LOG.atWarn().addKeyValue("problems", problems.size()).log("reload refused: {}", problems);
    return new Outcome.Refused(problems);
  }
}
