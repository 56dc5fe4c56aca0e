package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many passwords may be guessed, by a clock that the test moves. */
class GuessesTest {

  private static final InetAddress SOURCE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

  private final Guesses guesses = new Guesses();
  private Duration now = Duration.ofSeconds(1_000);

  /** How many of so many wrong passwords are judged. */
  private int guess(int times, String user) {
    int judged = 0;
    for (int i = 0; i < times; i++) {
      if (guesses.allowed(SOURCE, user, now)) {
        judged++;
        guesses.wrong(SOURCE, user, now);
      }
    }
    return judged;
  }

  private void later(int seconds) {
    now = now.plusSeconds(seconds);
  }

  @Test
  void guessesSentAtOnceAreNotAllJudged() {
    assertThat(guess(1_000, "1001")).isEqualTo(Guesses.FREE);
    assertThat(guesses.allowed(OTHER, "1001", now)).isTrue();
    later(Guesses.SECONDS_EACH); // slowed down, not shut out
    assertThat(guess(1_000, "1001")).isEqualTo(1);
  }

  @Test
  void anotherUserBehindTheSameAddressIsJudged() {
    guess(1_000, "1003");
    assertThat(guesses.allowed(SOURCE, "1001", now)).isTrue();
  }

  /** One password for all users: each has one guess a minute when the source is over its total. */
  @Test
  void whoTriesManyUsersIsSlowedDownMore() {
    for (int user = 0; user < Guesses.FREE_OF_SOURCE / Guesses.FREE; user++) {
      assertThat(guess(Guesses.FREE, "200" + user)).isEqualTo(Guesses.FREE);
    }
    assertThat(guess(100, "1003")).isEqualTo(1);
    later(Guesses.SECONDS_EACH);
    guess(100, "3001"); // as many as have melted for the source
    assertThat(guess(100, "1003")).isZero();
    later(Guesses.SECONDS_EACH * Guesses.FREE);
    assertThat(guess(1, "1003")).isEqualTo(1);
  }

  @Test
  void theLongerTheGuessingTheLaterTheAnswer() {
    assertThat(guesses.wrong(SOURCE, "1001", now)).isEqualTo(Duration.ofMillis(500));
    assertThat(guesses.wrong(SOURCE, "1001", now)).isEqualTo(Duration.ofSeconds(1));
    guess(20, "1001");
    assertThat(guesses.wrong(SOURCE, "1001", now)).isEqualTo(Guesses.longest());
  }
}
