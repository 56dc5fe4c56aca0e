package org.liniya.testkit.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.liniya.call.Secret;
import org.liniya.port.Services;

/** Services that answer as a test says, in the virtual time of an inbox. For one thread. */
public final class FakeServices implements Services {

  private final FakeInbox inbox;
  private final Map<String, Manner> manners = new HashMap<>();
  private final List<Request> asked = new ArrayList<>();
  private Duration takes = Duration.ofMillis(100);
  private int cancelled;

  /** How a service behaves. */
  private sealed interface Manner {
    record Says(Map<String, String> values) implements Manner {}

    record Gives(Answer answer) implements Manner {}

    record Hangs() implements Manner {}
  }

  public FakeServices(FakeInbox inbox) {
    this.inbox = inbox;
  }

  /**
   * A service whose answers hold these values.
   *
   * @param service its name, or one of its paths as {@code name/path}, which then counts before it
   * @param values by member names with points between them
   */
  public void says(String service, Map<String, String> values) {
    manners.put(service, new Manner.Says(Map.copyOf(values)));
  }

  public void knowsNothing(String service) {
    manners.put(service, new Manner.Gives(new Answer.NotFound()));
  }

  public void fails(String service, Reason reason) {
    manners.put(service, new Manner.Gives(new Answer.Failed(reason)));
  }

  /** A service that never answers, which the port's promise forbids. */
  public void hangs(String service) {
    manners.put(service, new Manner.Hangs());
  }

  /** How long an answer takes. */
  public void takes(Duration time) {
    takes = time;
  }

  /** Everything that was asked, in order. */
  public List<Request> asked() {
    return List.copyOf(asked);
  }

  /** How many askings were given up. */
  public int cancelled() {
    return cancelled;
  }

  @Override
  public Asking ask(Request request, Consumer<Answer> told) {
    asked.add(request);
    UnderWay asking = new UnderWay(told);
    Manner manner = manners.get(request.service());
    switch (manners.getOrDefault(request.service() + request.path(), manner)) {
      case null -> tell(asking, new Answer.Failed(Reason.UNKNOWN_SERVICE));
      case Manner.Says(Map<String, String> values) -> tell(asking, wanted(request, values));
      case Manner.Gives(Answer answer) -> tell(asking, answer);
      case Manner.Hangs _ -> {}
    }
    return asking;
  }

  private void tell(UnderWay asking, Answer answer) {
    inbox.after(takes, () -> asking.tell(answer));
  }

  private static Answer wanted(Request request, Map<String, String> values) {
    return values.keySet().containsAll(request.wanted())
        ? new Answer.Found(
            values.entrySet().stream()
                .filter(
                    each ->
                        request.wanted().contains(each.getKey())
                            || request.ifThere().contains(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, each -> new Secret(each.getValue()))))
        : new Answer.Failed(Reason.VALUE);
  }

  @Override
  public Optional<State> state(String service) {
    return manners.containsKey(service)
        ? Optional.of(new State(service, false, 0))
        : Optional.empty();
  }

  private final class UnderWay implements Asking {
    private final Consumer<Answer> told;
    private boolean over;

    UnderWay(Consumer<Answer> told) {
      this.told = told;
    }

    void tell(Answer answer) {
      if (!over) {
        over = true;
        told.accept(answer);
      }
    }

    @Override
    public void cancel() {
      over = true;
      cancelled++;
    }
  }
}
