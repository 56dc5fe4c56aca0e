package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liniya.call.EndCause;

class Q850Test {

  @ParameterizedTest
  @EnumSource
  void everyCauseIsWrittenSoThatItCanBeRead(EndCause cause) {
    assertThat(Q850.read(Optional.of(Q850.reason(cause))).orElse("")).matches("Q\\.850 \\d{1,3}");
  }

  @Test
  void whatOthersWriteIsReadLiberallyAndNonsenseIsNot() {
    assertThat(Q850.read(Optional.of("Q.850 ;cause=16 ;text=\"Terminated\""))).contains("Q.850 16");
    assertThat(Q850.read(Optional.of("SIP;cause=200;text=\"Call completed elsewhere\"")))
        .contains("SIP 200");
    assertThat(Q850.read(Optional.of("Q.850;cause=99999"))).isEmpty();
    assertThat(Q850.read(Optional.of("hello"))).isEmpty();
    assertThat(Q850.read(Optional.empty())).isEmpty();
  }
}
