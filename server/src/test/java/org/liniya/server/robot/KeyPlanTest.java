package org.liniya.server.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.liniya.audio.hearing.Heard;

class KeyPlanTest {

  @Test
  void pressesWhatStandsBesideThePromptThatWasHeard() {
    KeyPlan plan = KeyPlan.parse("press-for-english=2,enter-snils=#,en/welcome=*0");

    assertThat(plan.after(heard("en/press-for-english"))).contains("2");
    assertThat(plan.after(heard("ru/enter-snils"))).contains("#");
    assertThat(plan.after(heard("en/welcome"))).contains("*0");
    assertThat(plan.after(heard("ru/welcome"))).isEmpty();
    assertThat(plan.after(heard("ru/re-enter-snils"))).isEmpty();
  }

  @Test
  void anotherNameOfTheSameSoundCounts() {
    KeyPlan plan = KeyPlan.parse("overload=0");

    assertThat(plan.after(heard("ru/after-hours", "ru/overload"))).contains("0");
  }

  @Test
  void nothingPlannedIsNothingPressed() {
    assertThat(KeyPlan.parse("").after(heard("ru/welcome"))).isEmpty();
  }

  @Test
  void saysWhichPartIsWrongButNeverTheKeys() {
    assertThatThrownBy(() -> KeyPlan.parse("welcome=1,11223344595"))
        .hasMessageContaining("part 2")
        .hasMessageNotContaining("4595");
    assertThat(KeyPlan.parse("enter-snils=11223344595").toString()).doesNotContain("4595");
  }

  private static Heard heard(String name, String... others) {
    return new Heard(name, Set.of(others), Duration.ZERO, Duration.ofSeconds(1), 1);
  }
}
