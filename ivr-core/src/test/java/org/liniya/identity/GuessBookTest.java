package org.liniya.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.CallerNumber;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.identity.GuessBook.Alert;
import org.liniya.identity.GuessBook.Limits;
import org.liniya.person.LookUp;
import org.liniya.port.Time;

class GuessBookTest {

  private static final CallerNumber NETWORK =
      new CallerNumber.Network(PhoneNumber.of("+79990000001"));
  private static final CallerNumber CLAIMED =
      new CallerNumber.Claimed(PhoneNumber.of("+79990000001"));
  private static final CallerNumber WITHHELD = new CallerNumber.Withheld();

  private final List<Alert> alerts = new ArrayList<>();
  private Duration now = Duration.ofDays(3);
  private final GuessBook book = book(Limits.DEFAULT);

  private GuessBook book(Limits limits) {
    Time time =
        new Time() {
          @Override
          public Instant now() {
            return Instant.EPOCH.plus(now);
          }

          @Override
          public Duration elapsed() {
            return now;
          }
        };
    return new GuessBook(time, new byte[32], limits, alerts::add);
  }

  private static LookUp person(int number) {
    return LookUp.of(LookUp.Kind.SNILS, new Secret("%011d".formatted(number))).orElseThrow();
  }

  private void wrong(int times, int person, CallerNumber from) {
    for (int i = 0; i < times; i++) {
      book.wrong(person(person), from);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0", "1,0", "2,1", "3,2", "4,4", "5,8", "6,16", "7,30", "8,30", "5000,30"})
  void thePauseGrowsWithEachWrongAttempt(int times, int seconds) {
    wrong(times, 1, WITHHELD);

    assertThat(book.pause(person(1), WITHHELD)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void anotherPersonDoesNotWait() {
    wrong(5, 1, WITHHELD);

    assertThat(book.pause(person(2), WITHHELD)).isZero();
  }

  @Test
  void aNumberOfTheNetworkWaitsAtAnyIdentity() {
    wrong(2, 1, NETWORK);
    wrong(1, 2, NETWORK);

    assertThat(book.pause(person(3), NETWORK)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aNumberThatIsOnlyClaimedCountsForNothing() {
    wrong(5, 1, CLAIMED);

    assertThat(book.pause(person(2), CLAIMED)).isZero();
    assertThat(book.pause(person(2), NETWORK)).isZero();
  }

  @Test
  void aRightOneLetsTheIdentityBeginAnewAndNotTheNumber() {
    wrong(4, 1, NETWORK);

    book.right(person(1), NETWORK);

    assertThat(book.pause(person(1), WITHHELD)).isZero();
    assertThat(book.pause(person(1), NETWORK)).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void anHourAfterTheLastWrongOneItIsForgotten() {
    wrong(4, 1, NETWORK);

    now = now.plus(GuessBook.FORGOTTEN_AFTER).minusNanos(1);
    assertThat(book.pause(person(1), NETWORK)).isEqualTo(Duration.ofSeconds(4));
    now = now.plusNanos(1);
    assertThat(book.pause(person(1), NETWORK)).isZero();
    assertThat(book.kept()).isZero();
  }

  @Test
  void memoryIsBoundedAndTheOldestAreForgotten() {
    GuessBook small = book(new Limits(10, 5, 1_000));
    for (int i = 0; i < 100; i++) {
      CallerNumber from = new CallerNumber.Network(PhoneNumber.of("+7999000%04d".formatted(i)));
      small.wrong(person(i), from);
      small.wrong(person(i), from);
    }

    assertThat(small.kept()).isEqualTo(20);
    assertThat(small.pause(person(89), WITHHELD)).isZero();
    assertThat(small.pause(person(90), WITHHELD)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void oneNumberAtManyIdentitiesIsToldOnceAnHour() {
    for (int i = 1; i <= 5; i++) {
      wrong(3, i, NETWORK);
    }
    assertThat(alerts).isEmpty();

    wrong(2, 6, NETWORK);
    wrong(2, 7, NETWORK);
    assertThat(alerts).containsExactly(new Alert.OneNumber("+7********01", 6));

    for (int i = 1; i <= 70; i++) {
      now = now.plusSeconds(60);
      wrong(1, 7, NETWORK);
    }
    assertThat(alerts).hasSize(2);
  }

  @Test
  void manyIdentitiesWithinTenMinutesAreToldOnce() {
    for (int i = 1; i <= 50; i++) {
      wrong(2, i, WITHHELD);
    }
    assertThat(alerts).isEmpty();

    wrong(1, 51, WITHHELD);
    wrong(1, 52, WITHHELD);
    assertThat(alerts).containsExactly(new Alert.Across(51));
  }

  @Test
  void theSameManyOverADayAreNone() {
    for (int i = 1; i <= 500; i++) {
      now = now.plusSeconds(20);
      wrong(1, i, WITHHELD);
    }

    assertThat(alerts).isEmpty();
  }

  @Test
  void nothingPersonalIsInAnAlert() {
    for (int i = 1; i <= 60; i++) {
      wrong(1, i, NETWORK);
    }

    assertThat(alerts).hasSize(2);
    assertThat(alerts.toString()).doesNotContain("79990000001", "00000000001");
  }

  /** Whatever came before, in whatever order. */
  @Property(tries = 300)
  void thePauseIsBoundedAndAWrongOneNeverShortensIt(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 5) Integer> story) {
    GuessBook any = book(new Limits(2, 1, 1));
    for (int each : story) {
      LookUp who = person(each % 3);
      Duration before = any.pause(who, NETWORK);
      if (each < 3) {
        any.wrong(who, NETWORK);
        assertThat(any.pause(who, NETWORK)).isGreaterThanOrEqualTo(before);
      } else {
        any.right(who, NETWORK);
        assertThat(any.pause(who, NETWORK)).isLessThanOrEqualTo(before);
      }
      assertThat(any.pause(who, NETWORK)).isBetween(Duration.ZERO, GuessBook.LONGEST);
      assertThat(any.kept()).isLessThanOrEqualTo(4);
      now = now.plusSeconds(each);
    }
  }
}
