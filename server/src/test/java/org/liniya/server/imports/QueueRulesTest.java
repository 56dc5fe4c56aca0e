package org.liniya.server.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.yaml.Place;

/** What keys, penalties and members of Asterisk's queues are here. */
final class QueueRulesTest {

  @ParameterizedTest
  @CsvSource({
    "strategy, ringall, strategy: ring-all",
    "strategy, rrordered, strategy: round-robin",
    "strategy, leastrecent, strategy: longest-idle",
    "strategy, fewestcalls, strategy: fewest-calls",
    "timeout, 15, ring-timeout: 15s",
    "wrapuptime, 0, wrap-up: 0s",
    "maxlen, 0, max-waiting: 100000",
    "maxlen, 7, max-waiting: 7",
    "autopause, all, misses-before-pause: 1",
  })
  void groupKeys(String key, String value, String ours) {
    assertThat(QueueRules.of(key, value))
        .isInstanceOfSatisfying(
            Mapping.GroupKey.class, k -> assertThat(k.key() + ": " + k.value()).isEqualTo(ours));
  }

  @ParameterizedTest
  @CsvSource({
    "announce-frequency, 90, announce: { every: 90s }",
    "announce-frequency, 0, announce: { position: no }",
    "announce-position, more, announce: { position: yes }",
    "announce-holdtime, once, announce: { estimate: yes }",
  })
  void keysOfTheQueueStep(String key, String value, String ours) {
    assertThat(QueueRules.of(key, value))
        .isInstanceOfSatisfying(
            Mapping.StepKey.class,
            k -> assertThat(QueueStep.said(k.key(), k.value())).isEqualTo(ours));
  }

  @ParameterizedTest
  @CsvSource({
    "strategy, linear",
    "timeout, 0",
    "timeout, ten",
    "wrapuptime, 99999999999",
    "weight, 3",
    "servicelevel, 60",
    "periodic-announce, x",
    "context, leave",
    "ringinuse, yes",
    "autopause, no",
    "joinempty, strict",
    "no-such-key, 1",
  })
  void whatHasNoCounterpartSaysWhatToDoInstead(String key, String value) {
    assertThat(QueueRules.of(key, value))
        .isInstanceOfSatisfying(
            Mapping.Lacking.class, l -> assertThat(l.why()).hasSizeGreaterThan(15));
  }

  /** All keys that the sample of Asterisk 22 explains. */
  @Test
  void everyKeyThatAsteriskHasIsKnown() {
    String keys =
        """
        persistentmembers enable_cidname_logging autofill monitor-type shared_lastcall
        negative_penalty_invalid log_membername_as_agent log-restricted-caller-id
        force_longest_waiting_caller musicclass announce queue-callerannounce strategy
        servicelevel context penaltymemberslimit timeout retry timeoutpriority weight wrapuptime
        autopause autopausedelay autopausebusy autopauseunavail maxlen setinterfacevar
        setqueueentryvar setqueuevar membergosub announce-frequency min-announce-frequency
        periodic-announce-frequency periodic-announce-startdelay random-periodic-announce
        relative-periodic-announce announce-holdtime announce-position announce-to-first-user
        announce-position-limit announce-round-seconds queue-youarenext queue-thereare
        queue-callswaiting queue-holdtime queue-minute queue-minutes queue-seconds
        queue-thankyou queue-reporthold periodic-announce monitor-format joinempty
        leavewhenempty reportholdtime ringinuse memberdelay timeoutrestart defaultrule""";
    assertThat(Arrays.stream(keys.split("\\s+")))
        .noneMatch(
            key ->
                QueueRules.of(key, "1") instanceof Mapping.Lacking(String why)
                    && why.equals("this key is not known"));
  }

  @Test
  void penaltiesAreLevels() {
    assertThat(PenaltyLevels.of(List.of(0, 0))).isEqualTo(Map.of(0, 5));
    assertThat(PenaltyLevels.of(List.of(0, 3, 9))).isEqualTo(Map.of(0, 10, 3, 7, 9, 1));
    assertThat(PenaltyLevels.of(List.of(0, 12, 500))).isEqualTo(Map.of(0, 10, 12, 9, 500, 8));
  }

  @Property
  void whoIsRungFirstElsewhereIsNeverBehindHere(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 999_999_999) Integer> penalties) {
    Map<Integer, Integer> levels = PenaltyLevels.of(penalties);
    assertThat(levels.values()).allMatch(level -> level >= 1 && level <= 10);
    for (int one : levels.keySet()) {
      for (int other : levels.keySet()) {
        if (one < other) {
          assertThat(levels.get(one)).isGreaterThanOrEqualTo(levels.get(other));
        }
      }
    }
  }

  @Test
  void membersAreOperators() {
    assertThat(member("PJSIP/1001")).isEqualTo("1001 1001 0");
    assertThat(member("Local/30@from-queue/n,2,\"Băng, A\",hint:30@ext-local"))
        .isEqualTo("30 Băng, A 2");
    assertThat(member("SIP/anna,x,O\\,Neill")).isEqualTo("anna O,Neill 0");
    assertThat(member("Local/84951234567@out/n")).startsWith("nobody: this is a telephone outside");
    assertThat(member("Dongle/x/+7")).startsWith("nobody: ");
    assertThat(member("")).startsWith("nobody: ");
  }

  @Property
  void anyMemberIsReadOrRefused(@ForAll String line) {
    assertThat(member(line)).isNotEmpty();
    assertThat(member("PJSIP/1," + line)).startsWith("1 ");
  }

  private static String member(String line) {
    return switch (MemberLine.read(Place.start("q"), line)) {
      case MemberLine.Reading.Member(ImportedMember m, var _) ->
          m.id() + " " + m.name() + " " + m.penalty();
      case MemberLine.Reading.Nobody(String why) -> "nobody: " + why;
    };
  }
}
