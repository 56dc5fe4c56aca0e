package org.liniya.server.identity;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.port.MessageSender;
import org.liniya.port.Services;
import org.liniya.port.Services.Reason;
import org.liniya.port.Services.Request;
import org.liniya.port.Services.Verb;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends codes as SMS, through a gateway that is a service. Thread-safe; answers on the service's
 * threads.
 */
final class SmsGateway implements MessageSender {

  private static final Logger LOG = LoggerFactory.getLogger(SmsGateway.class);
  private static final Services.Asking OVER = () -> {};

  private final Services services;
  private final IdentitySettings.Sms settings;
  private final CodeText text;

  SmsGateway(Services services, IdentitySettings.Sms settings, CodeText text) {
    this.services = services;
    this.settings = settings;
    this.text = text;
  }

  @Override
  public Services.Asking send(Message message, Consumer<Outcome> told) {
    if (message.channel() != Channel.SMS) {
      told.accept(new Outcome.Failed(Reason.UNKNOWN_SERVICE));
      return OVER;
    }
    if (!new PhoneNumber(message.address()).callable()) {
      told.accept(new Outcome.Refused());
      return OVER;
    }
    Map<String, Secret> values =
        Map.of(
            "phone", message.address(),
            "phone-digits", new Secret(message.address().reveal().substring(1)),
            "text", text.with(message.code(), message.language()));
    Request request =
        new Request(
            settings.service(),
            settings.path(),
            new Verb.Post(settings.fields().filled(values)),
            List.of());
    return services.ask(request, answer -> told.accept(of(answer)));
  }

  private Outcome of(Services.Answer answer) {
    return switch (answer) {
      case Services.Answer.Found _ -> new Outcome.Taken();
      case Services.Answer.Failed(Reason reason) when reason == Reason.REFUSED ->
          new Outcome.Refused();
      case Services.Answer.Failed(Reason reason) -> new Outcome.Failed(reason);
      case Services.Answer.NotFound _ -> {
        LOG.atError()
            .addKeyValue("service", settings.service())
            .log("the SMS gateway knows no such path; look at codes: sms: in identity.yaml");
        yield new Outcome.Failed(Reason.FAULT);
      }
    };
  }
}
