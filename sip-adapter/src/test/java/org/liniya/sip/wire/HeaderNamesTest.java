package org.liniya.sip.wire;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.liniya.fuzz.Corpus;

/** Found by fuzzing 200,000 messages through the stack: the heap grew by every made-up name. */
class HeaderNamesTest {

  @Test
  void madeUpNamesAreNotRememberedForEver() throws ParseException {
    String options =
        new String(Corpus.messages().get(5), java.nio.charset.StandardCharsets.ISO_8859_1);
    for (int i = 0; i < 5 * HeaderNames.MOST; i++) {
      String message = options.replace("Max-Forwards", "X-Made-Up-" + i + ": a\r\nMax-Forwards");
      assertThat(
              SoundParser.parse(
                      new StringMsgParser(), Corpus.bytes(message), true, (_, _, _, _, _) -> {})
                  .getHeader("X-Made-Up-" + i))
          .as("still there for whoever asks")
          .isNotNull();
    }
    assertThat(HeaderNames.known()).isBetween(1, HeaderNames.MOST + Valve.MAX_HEADERS * 2);
  }
}
