package org.liniya.server.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;
import org.liniya.port.AccountCodes;
import org.liniya.port.AccountCodes.Answer;
import org.liniya.port.Services.Reason;
import org.liniya.server.service.Registry;
import org.liniya.testkit.call.AccountCodesContract;

@Timeout(60)
class HttpAccountCodesTest extends AccountCodesContract {

  private final Asked asked = new Asked();
  private final HttpAccountCodes codes =
      new HttpAccountCodes(
          asked.services,
          new IdentitySettings.AccountCodes(
              Asked.NAME,
              "/codes/check",
              new Fields(Map.of("kind", "kind", "number", "number", "code", "code"), Map.of()),
              "result"));

  HttpAccountCodesTest() throws IOException {}

  @AfterEach
  void close() {
    asked.close();
  }

  @Override
  protected AccountCodes accountCodes() {
    return codes;
  }

  @Override
  protected void showsACode() {
    asked.server.behaves(
        exchange -> {
          String body = requireNonNull(asked.server.asked.peek()).body();
          asked.server.asked.clear();
          boolean right =
              body.equals(
                  "{\"code\":\"%s\",\"kind\":\"snils\",\"number\":\"%s\"}".formatted(CODE, SNILS));
          Registry.say(
              exchange,
              body.contains(SNILS) ? 200 : 404,
              right ? "{\"result\":\"right\"}" : "{\"result\":\"wrong\"}");
        });
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
  protected void passTime() {} // it passes by itself

  @Test
  void anAnswerThatIsNoneOfTheThreeVerifiesNobody() throws Exception {
    assertThat(answerTo("{\"result\":\"yes\"}")).isEqualTo(new Answer.Failed(Reason.VALUE));
    assertThat(answerTo("{\"result\":true}")).isEqualTo(new Answer.Failed(Reason.VALUE));
    assertThat(answerTo("{}")).isEqualTo(new Answer.Failed(Reason.VALUE));
    assertThat(answerTo("{\"result\":\"none\"}")).isEqualTo(new Answer.None());
    assertThat(answerTo("{\"result\":\"right\"}")).isEqualTo(new Answer.Right());
  }

  private Answer answerTo(String says) throws InterruptedException {
    asked.server.answers(200, says);
    BlockingQueue<Answer> told = new LinkedBlockingQueue<>();
    LookUp who = LookUp.of(LookUp.Kind.SNILS, new Secret(SNILS)).orElseThrow();
    var _ = codes.check(who, new Secret(CODE), told::add);
    return requireNonNull(told.poll(30, TimeUnit.SECONDS), "no answer");
  }
}
