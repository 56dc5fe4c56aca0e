package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Asterisk tells of keys, as it was seen: {@code 5+} begins, {@code 5-} ends. */
class KeyPairsTest {

  @ParameterizedTest
  @CsvSource({
    "5+5-, 5",
    "5+5-5+5-, 55",
    "5+6+6-, 56", // an end got lost
    "5-, 5",
    "5-5-6-, 556",
    "1-1+2-3-, 123", // SIP INFO: the beginning is made up
    "1-1+1-1-, 111",
    "5-5+5-, 55", // a beginning got lost, and the key was pressed once more
    "5-6+6-5+5-, 565",
    "E+E-5+5-, 5",
  })
  void oneKeyForEachPress(String told, String keys) {
    KeyPairs pairs = new KeyPairs();
    StringBuilder heard = new StringBuilder();
    for (int i = 0; i < told.length(); i += 2) {
      pairs
          .of(new AmiNews.Pressed("channel", told.charAt(i), told.charAt(i + 1) == '+'))
          .ifPresent(key -> heard.append(key.symbol()));
    }
    assertThat(heard).hasToString(keys);
  }
}
