package org.liniya.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.Secret;

class SigningKeyTest {

  /** The example of the specification's libraries. */
  @Test
  void theExampleOfStandardWebhooksComesOut() {
    SigningKey key =
        SigningKey.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")).orElseThrow();

    assertThat(
            key.signature("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_",
        "whsec_AAAA",
        "whsec_not base64 at all, but long enough",
      })
  void whatIsNoKeyIsRefused(String secret) {
    assertThat(SigningKey.of(new Secret(secret))).isEmpty();
  }

  @Test
  void aKeyCannotBePrinted() {
    assertThat(Receiver.key(Receiver.KEY)).hasToString("•••");
  }
}
