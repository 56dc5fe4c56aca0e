package org.liniya.server.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.Language;
import org.liniya.call.Secret;
import org.liniya.port.MessageSender;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.MessageSender.Message;
import org.liniya.port.MessageSender.Outcome;
import org.liniya.port.Services.Reason;
import org.liniya.server.service.Registry;
import org.liniya.testkit.call.MessageSenderContract;

@Timeout(60)
class SmsGatewayTest extends MessageSenderContract {

  private final List<String> arrived = new ArrayList<>();
  private final Asked asked = new Asked();
  private final SmsGateway gateway =
      new SmsGateway(
          asked.services,
          new IdentitySettings.Sms(
              Asked.NAME,
              "/send",
              new Fields(
                  Map.of("to", "phone", "bare", "phone-digits", "text", "text"),
                  Map.of("from", "Liniya"))),
          new CodeText(
              new Words(
                  Map.of(Language.RU, "Код: {code}.", Language.EN, "Code: {code}."), Language.RU)));

  SmsGatewayTest() throws IOException {}

  @AfterEach
  void close() {
    asked.close();
  }

  @Override
  protected MessageSender sender() {
    return gateway;
  }

  @Override
  protected Channel channel() {
    return Channel.SMS;
  }

  @Override
  protected Channel missing() {
    return Channel.EMAIL;
  }

  @Override
  protected void takes() {
    asked.server.asked.clear(); // what hung did not arrive
    asked.server.behaves(
        exchange -> {
          arrived.add(requireNonNull(asked.server.asked.peek()).body());
          Registry.say(exchange, 202, "");
        });
  }

  @Override
  protected void refuses() {
    asked.server.answers(422, "");
  }

  @Override
  protected void isAway() {
    asked.server.answers(503, "");
  }

  @Override
  protected void hangs() {
    asked.hangs();
  }

  @Override
  protected List<String> arrived() {
    return List.copyOf(arrived);
  }

  @Override
  protected void passTime() {} // it passes by itself

  @ParameterizedTest
  @CsvSource({"ru,Код", "en,Code", "de,Код"})
  void theWordsAreThoseOfTheCallsLanguage(String language, String word) throws Exception {
    takes();

    assertThat(send("+79990000001", new Language(language))).isEqualTo(new Outcome.Taken());
    assertThat(arrived)
        .containsExactly(
            "{\"bare\":\"79990000001\",\"from\":\"Liniya\",\"text\":\"%s: %s.\",\"to\":\"+79990000001\"}"
                .formatted(word, CODE));
  }

  @ParameterizedTest
  @CsvSource({"404,FAULT", "401,FAULT", "429,BUSY", "500,UNWELL"})
  void aFaultOfOursIsNotThePersons(int status, Reason reason) throws Exception {
    asked.server.answers(status, "");

    assertThat(send("+79990000001", Language.RU)).isEqualTo(new Outcome.Failed(reason));
  }

  @Test
  void whatIsNoTelephoneIsNotGivenToTheGateway() throws Exception {
    takes();

    assertThat(send("+7999", Language.RU)).isEqualTo(new Outcome.Refused());
    assertThat(asked.server.asked).isEmpty();
  }

  private Outcome send(String phone, Language language) throws InterruptedException {
    BlockingQueue<Outcome> told = new LinkedBlockingQueue<>();
    var _ =
        gateway.send(
            new Message(Channel.SMS, new Secret(phone), new Secret(CODE), language), told::add);
    return requireNonNull(told.poll(30, TimeUnit.SECONDS), "no outcome");
  }
}
