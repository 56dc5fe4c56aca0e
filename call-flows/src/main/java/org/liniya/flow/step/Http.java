package org.liniya.flow.step;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.liniya.call.Secret;
import org.liniya.flow.call.Enquiry;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.Target;
import org.liniya.flow.value.Type;
import org.liniya.flow.value.Value;
import org.liniya.port.Services.Answer;
import org.liniya.port.Services.Reason;
import org.liniya.port.Services.Request;
import org.liniya.port.Services.Verb;

/**
 * {@code http}: asks a service, keeps values of its answer in variables, all of them or none.
 * Immutable.
 *
 * @param path below the service's address
 * @param values what is sent, by name
 * @param retries how often a look-up is repeated after a failure that came at once; 0 for {@link
 *     Method#POST}, which may have been done
 * @param notFound where an answer "no such thing" leads
 * @param failed where anything else leads
 */
public record Http(
    String service,
    Method method,
    String path,
    Map<String, Value> values,
    List<Saved> save,
    int retries,
    Target notFound,
    Target failed)
    implements Action {

  /** A time-out is not repeated: the caller has waited for it. */
  private static final Set<Reason> AGAIN = Set.of(Reason.UNREACHABLE, Reason.UNWELL);

  /** How a service is asked. */
  public enum Method {
    GET,
    POST
  }

  /**
   * A value of the answer that is kept.
   *
   * @param member where it stands in the answer: {@code a.b.c}
   */
  public record Saved(String variable, Type type, String member) {}

  public Http {
    values = Map.copyOf(values);
    save = List.copyOf(save);
  }

  @Override
  public Outcome run(String step, LiveCall call) {
    Request request = request(call);
    Enquiry<Answer> enquiry =
        new Enquiry<>(
            call,
            step,
            service,
            told -> call.ports().services().ask(request, told),
            Answer.Failed::new);
    for (int again = retries; ; again--) {
      switch (enquiry.ask()) {
        case Enquiry.Result.Over<Answer>(Outcome outcome) -> {
          return outcome;
        }
        case Enquiry.Result.Answered<Answer>(Answer.Found(Map<String, Secret> found)) -> {
          return keep(found, enquiry, call);
        }
        case Enquiry.Result.Answered<Answer>(Answer.NotFound _) -> {
          enquiry.note("not-found", "");
          return new Outcome.Next(notFound);
        }
        case Enquiry.Result.Answered<Answer>(Answer.Failed(Reason reason)) -> {
          enquiry.note(reason.word(), "");
          if (again == 0 || !AGAIN.contains(reason)) {
            return new Outcome.Next(failed);
          }
        }
      }
    }
  }

  private Request request(LiveCall call) {
    Map<String, Secret> sent =
        values.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    each -> new Secret(each.getValue().of(call.memory()).toString())));
    Verb verb =
        switch (method) {
          case GET -> new Verb.Get(sent);
          case POST -> new Verb.Post(sent);
        };
    return new Request(service, path, verb, save.stream().map(Saved::member).distinct().toList());
  }

  /** The answer is hostile until each value has proved to be of its variable's type. */
  private Outcome keep(Map<String, Secret> found, Enquiry<Answer> enquiry, LiveCall call) {
    Map<String, Object> kept = new LinkedHashMap<>();
    for (Saved each : save) {
      Optional<Object> value =
          Optional.ofNullable(found.get(each.member()))
              .flatMap(told -> each.type().literal(told.reveal()));
      if (value.isEmpty()) {
        enquiry.note(Reason.VALUE.word(), each.variable());
        return new Outcome.Next(failed);
      }
      kept.put(each.variable(), value.get());
    }
    enquiry.note("found", "");
    kept.forEach(call::set);
    return Outcome.ONWARD;
  }

  @Override
  public List<Exit> exits() {
    return List.of(Exit.other("not-found", notFound), Exit.other("failed", failed));
  }

  @Override
  public boolean goesOn() {
    return true;
  }
}
