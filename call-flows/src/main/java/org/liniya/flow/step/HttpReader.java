package org.liniya.flow.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.flow.call.Target;
import org.liniya.flow.step.Http.Method;
import org.liniya.flow.value.Type;
import org.liniya.flow.value.Types;
import org.liniya.flow.value.Value;
import org.liniya.flow.value.Variable;
import org.liniya.port.Services.Request;
import org.liniya.port.Services.Verb;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** Reads {@code http}. For the thread that reads a flow. */
final class HttpReader {

  private static final int MOST_RETRIES = 2;
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_-]{0,63}";
  private static final String MEMBER = NAME + "(\\." + NAME + "){0,9}";

  private final StepReader in;
  private final Section section;

  private HttpReader(StepReader in, Section section) {
    this.in = in;
    this.section = section;
  }

  static Optional<Http> read(StepReader in) {
    return in.main("http").flatMap(section -> new HttpReader(in, section).read());
  }

  private Optional<Http> read() {
    section.needs("service");
    Optional<String> service = section.scalar("service").flatMap(this::service);
    Optional<Method> method = method();
    Optional<String> path = method.flatMap(this::path);
    Map<String, Value> values = values(service);
    List<Http.Saved> save = save();
    int retries = section.whole("retries", 0, 0, MOST_RETRIES);
    if (retries > 0 && method.filter(m -> m == Method.POST).isPresent()) {
      in.problems()
          .add(
              section.placeOf("retries"),
              "'post' is not repeated: it may have been done though no answer came",
              "Remove 'retries'");
    }
    Optional<Target> failed = in.requiredTarget(section, "failed");
    Optional<Target> notFound = in.target(section, "not-found").or(() -> failed);
    section.done();
    return service.isEmpty() || path.isEmpty() || failed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Http(
                service.get(),
                method.get(),
                path.get(),
                values,
                save,
                retries,
                notFound.orElse(failed.get()),
                failed.get()));
  }

  private Optional<String> service(Yaml.Text name) {
    if (in.known().services().contains(name.value())) {
      return Optional.of(name.value());
    }
    in.problems()
        .add(
            name.place(),
            "there is no service '" + name.value() + "'",
            in.known().services().isEmpty()
                ? "Services are named in services.yaml"
                : DidYouMean.hint(name.value(), in.known().services()));
    return Optional.empty();
  }

  private Optional<Method> method() {
    boolean get = section.value("get").isPresent();
    boolean post = section.value("post").isPresent();
    if (get == post) {
      in.problems()
          .add(
              get ? section.placeOfKey("post") : section.place(),
              get ? "'get' and 'post' cannot stand together" : "'http' does not say what to do",
              "Write 'get: /path' to look something up, or 'post: /path' to tell something");
      return Optional.empty();
    }
    return Optional.of(get ? Method.GET : Method.POST);
  }

  private Optional<String> path(Method method) {
    String key = method == Method.GET ? "get" : "post";
    Optional<Yaml.Text> text = section.scalar(key);
    try {
      return text.map(
          path -> new Request("", path.value(), new Verb.Get(Map.of()), List.of()).path());
    } catch (IllegalArgumentException e) {
      in.problems()
          .add(
              section.placeOf(key),
              "'" + key + "' is no path below the service's address",
              "Begin it with '/', without '?', '#' and '..'; what is asked for goes into 'values'");
      return Optional.empty();
    }
  }

  private Map<String, Value> values(Optional<String> service) {
    Map<String, Value> values = new LinkedHashMap<>();
    Optional<Section> table = section.section("values");
    table.ifPresent(
        all -> {
          for (Yaml.Text name : all.keys()) {
            if (!name.value().matches(NAME)) {
              in.problems()
                  .add(
                      name.place(),
                      "'" + name.value() + "' is no name of a value",
                      "Use letters, digits, '_' and '-'");
            }
            in.value(all, name.value(), Types.TEXT)
                .ifPresent(
                    value -> {
                      mayBeTold(service, value, all, name);
                      values.put(name.value(), value);
                    });
          }
        });
    return values;
  }

  private void mayBeTold(Optional<String> service, Value value, Section all, Yaml.Text name) {
    service
        .filter(_ -> value.secret())
        .filter(to -> !in.known().mayHavePersonal(to))
        .ifPresent(
            to ->
                in.problems()
                    .add(
                        all.placeOf(name.value()),
                        "'%s' would give personal data to the service '%s', which may have none"
                            .formatted(name.value(), to),
                        "Write 'allow-personal: yes' for it in services.yaml when that is right"));
  }

  private List<Http.Saved> save() {
    List<Http.Saved> saved = new ArrayList<>();
    section
        .section("save")
        .ifPresent(
            all -> {
              for (Yaml.Text name : all.keys()) {
                Optional<Type> type = variable(name);
                all.scalar(name.value())
                    .filter(this::isMember)
                    .ifPresent(
                        member ->
                            type.ifPresent(
                                t -> saved.add(new Http.Saved(name.value(), t, member.value()))));
              }
            });
    return saved;
  }

  private boolean isMember(Yaml.Text member) {
    boolean right = member.value().matches(MEMBER);
    if (!right) {
      in.problems()
          .add(
              member.place(),
              "'" + member.value() + "' is no place in an answer",
              "Write the names of its members with points between them, as 'status.text'");
    }
    return right;
  }

  /** Fields say what the line itself knows; what a service claims is kept beside them. */
  private Optional<Type> variable(Yaml.Text name) {
    Variable variable = in.variables().get(name.value());
    if (variable == null) {
      in.problems()
          .add(
              name.place(),
              "'" + name.value() + "' is not a variable of this flow",
              DidYouMean.nearest(name.value(), in.variables().keySet())
                  .map(near -> "Did you mean '" + near + "'?")
                  .orElse("An answer is kept in a variable; declare one under 'variables'"));
      return Optional.empty();
    }
    return switch (variable.type()) {
      case Type.Text _, Type.Whole _, Type.YesNo _, Type.OneOf _ -> Optional.of(variable.type());
      case Type.Span _, Type.Moment _, Type.Level _ -> {
        in.problems()
            .add(
                name.place(),
                "'"
                    + name.value()
                    + "' is "
                    + variable.type().what()
                    + ", which cannot be read from an answer",
                "Save into a text, a whole number, yes-no or one-of");
        yield Optional.empty();
      }
    };
  }
}
