package org.liniya.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.Key;

/**
 * What Asterisk tells of keys, as it was seen: {@code 5+} begins, {@code 5-} ends; {@code ??} the
 * session is asked for a key, {@code 5=} its answer, {@code .=} that there was none, {@code 5~} its
 * answer while the manager is away.
 */
class KeyPairsTest {

  @ParameterizedTest
  @CsvSource({
    "5+5-, 5",
    "5+5-5+5-, 55",
    "5+5-5+6+6-, 56", // the key stopped a file: the second beginning is made up
    "5+5-5+5+5-, 55",
    "1+1-1+1+1-1+1-2+2-, 1112",
    "5+6+6-, 56", // an end got lost
    "5+5-5-6+6-, 56", // the end was put off, and told once more
    "4+4-4+4-4-5+5-5-, 445",
    "2+2-3+3-2-3-1+1-, 231",
    "5+5-6+6-5+5-5-5+5-, 5655",
    "5-, 5",
    "5-5-6-, 556",
    "1-1+2-3-, 123", // SIP INFO: the beginning is made up
    "1-1+1-1-, 111",
    "5-5+5-, 55", // a beginning got lost, and the key was pressed once more
    "5-6+6-5+5-, 565",
    "E+E-5+5-, 5",
    "??5~??5~, 55", // the manager is away
    "??5~5-6+6-, 556",
    "??5+5-5=6+6-, 56", // it has just come back
    "??5+5=5-6+6-, 56",
    "??5-5=6+6-, 56",
    "??5=5-6+6-, 56",
    "??4=5+5-, 45",
    "??5=5+5-, 55",
    "??.=5+5-, 5",
    "??5+5-.=??5=, 55",
  })
  void oneKeyForEachPress(String told, String keys) {
    KeyPairs pairs = new KeyPairs();
    StringBuilder heard = new StringBuilder();
    for (int i = 0; i < told.length(); i += 2) {
      tell(pairs, told.charAt(i), told.charAt(i + 1)).ifPresent(key -> heard.append(key.symbol()));
    }
    assertThat(heard).hasToString(keys);
  }

  private static Optional<Key> tell(KeyPairs pairs, char key, char what) {
    return switch (what) {
      case '?' -> {
        pairs.ask();
        yield Optional.empty();
      }
      case '=' -> pairs.answered(key == '.' ? Optional.empty() : Optional.of(new Key(key)), true);
      case '~' -> pairs.answered(Optional.of(new Key(key)), false);
      default -> pairs.of(new AmiNews.Pressed("channel", key, what == '+'));
    };
  }
}
