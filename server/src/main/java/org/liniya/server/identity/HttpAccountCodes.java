package org.liniya.server.identity;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.port.AccountCodes;
import org.liniya.port.Services;
import org.liniya.port.Services.Reason;
import org.liniya.port.Services.Request;
import org.liniya.port.Services.Verb;

/**
 * Has codes of the personal account checked by the service that shows them; they are not known
 * here. Thread-safe; answers on the service's threads.
 */
final class HttpAccountCodes implements AccountCodes {

  private static final Map<Secret, Answer> WORDS =
      Map.of(
          new Secret("right"), new Answer.Right(),
          new Secret("wrong"), new Answer.Wrong(),
          new Secret("none"), new Answer.None());

  private final Services services;
  private final IdentitySettings.AccountCodes settings;

  HttpAccountCodes(Services services, IdentitySettings.AccountCodes settings) {
    this.services = services;
    this.settings = settings;
  }

  @Override
  public Services.Asking check(LookUp who, Secret code, Consumer<Answer> told) {
    Map<String, Secret> asked =
        Map.of("kind", new Secret(who.kind().word()), "number", who.normal(), "code", code);
    Request request =
        new Request(
            settings.service(),
            settings.path(),
            new Verb.Post(settings.fields().filled(asked)),
            List.of(settings.result()));
    return services.ask(request, answer -> told.accept(of(answer)));
  }

  private Answer of(Services.Answer answer) {
    return switch (answer) {
      case Services.Answer.Found(Map<String, Secret> values) ->
          WORDS.getOrDefault(values.get(settings.result()), new Answer.Failed(Reason.VALUE));
      case Services.Answer.NotFound _ -> new Answer.None();
      case Services.Answer.Failed(Reason reason) -> new Answer.Failed(reason);
    };
  }
}
