package org.liniya.server.identity;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry;
import org.liniya.port.Services;
import org.liniya.port.Services.Reason;
import org.liniya.port.Services.Request;
import org.liniya.port.Services.Verb;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry behind a service. Asks by POST: the document is in the body, for addresses stand in
 * the logs of every machine on the way. Thread-safe; answers on the service's threads.
 */
final class HttpRegistry implements CitizenRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(HttpRegistry.class);

  private final Services services;
  private final IdentitySettings.Registry.OfService settings;
  private final Supplier<LocalDate> today;

  HttpRegistry(
      Services services, IdentitySettings.Registry.OfService settings, Supplier<LocalDate> today) {
    this.services = services;
    this.settings = settings;
    this.today = today;
  }

  @Override
  public Services.Asking look(LookUp who, Consumer<Answer> told) {
    if (!who.kind().document()) {
      told.accept(new Answer.NotFound());
      return () -> {};
    }
    Map<String, Secret> asked =
        Map.of("kind", new Secret(who.kind().word()), "number", who.normal());
    List<String> members = settings.members().values().stream().distinct().toList();
    Request request =
        new Request(
            settings.service(),
            settings.path(),
            new Verb.Post(settings.fields().filled(asked)),
            List.of(),
            members);
    return services.ask(request, answer -> told.accept(of(answer)));
  }

  private Answer of(Services.Answer answer) {
    return switch (answer) {
      case Services.Answer.Found(Map<String, Secret> values) -> found(values);
      case Services.Answer.NotFound _ -> new Answer.NotFound();
      case Services.Answer.Failed(Reason reason) -> new Answer.Failed(reason);
    };
  }

  /** A datum that cannot be right is no datum: nobody is verified by it, no code is sent to it. */
  private Answer found(Map<String, Secret> values) {
    Map<Datum, Secret> data = new EnumMap<>(Datum.class);
    for (Map.Entry<Datum, String> each : settings.members().entrySet()) {
      Secret written = values.get(each.getValue());
      if (written == null || written.equals(new Secret(""))) {
        continue;
      }
      switch (DatumForm.of(each.getKey(), written, today.get())) {
        case DatumForm.Reading.Right(Secret value) -> data.put(each.getKey(), value);
        case DatumForm.Reading.Wrong(String why) ->
            LOG.atWarn()
                .addKeyValue("service", settings.service())
                .addKeyValue("datum", each.getKey().word())
                .addKeyValue("why", why)
                .log("the registry answered with a datum that cannot be right; left out");
      }
    }
    return new Answer.Found(data);
  }
}
