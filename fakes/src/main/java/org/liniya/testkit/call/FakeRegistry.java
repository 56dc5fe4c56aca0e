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
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry;
import org.liniya.port.Services.Asking;
import org.liniya.port.Services.Reason;

/** A registry of the persons a test names, in the virtual time of an inbox. For one thread. */
public final class FakeRegistry implements CitizenRegistry {

  private final FakeAnswers answers;
  private final Map<LookUp, Map<Datum, Secret>> persons = new HashMap<>();
  private final List<LookUp> looked = new ArrayList<>();

  public FakeRegistry(FakeInbox inbox) {
    answers = new FakeAnswers(inbox);
  }

  /** From now on this person stands there, found by the document. */
  public void knows(LookUp who, Map<Datum, String> data) {
    stands(
        who,
        data.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> new Secret(each.getValue()))));
  }

  /** As {@link #knows}. */
  public void stands(LookUp who, Map<Datum, Secret> data) {
    answers.well();
    persons.put(who, Map.copyOf(data));
  }

  /** As {@link #knows}, by SNILS. */
  public void knows(String snils, Map<Datum, String> data) {
    knows(LookUp.of(LookUp.Kind.SNILS, new Secret(snils)).orElseThrow(), data);
  }

  public void away(Reason reason) {
    answers.away(reason);
  }

  /** It never answers, which the port's promise forbids. */
  public void hangs() {
    answers.hangs();
  }

  /** How long an answer takes. */
  public void takes(Duration time) {
    answers.takes(time);
  }

  /** Who was looked up, in order. */
  public List<LookUp> looked() {
    return List.copyOf(looked);
  }

  /** How many questions were given up. */
  public int cancelled() {
    return answers.cancelled();
  }

  @Override
  public Asking look(LookUp who, Consumer<Answer> told) {
    looked.add(who);
    Answer answer =
        answers
            .reason()
            .<Answer>map(Answer.Failed::new)
            .or(() -> Optional.ofNullable(persons.get(who)).map(Answer.Found::new))
            .orElseGet(Answer.NotFound::new);
    return answers.tell(answer, told);
  }
}
