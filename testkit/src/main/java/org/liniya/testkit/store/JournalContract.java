package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.port.Journal;

/** What every {@link Journal} keeps to. */
public abstract class JournalContract {
  private static final Instant AT = Samples.NOON;

  /** The journal of this test, new and empty; the same at every call within a test. */
  protected abstract Journal journal();

  @Test
  void aCallWithoutEventsHasAnEmptyJournal() {
    assertThat(journal().read(Samples.call(0))).isEmpty();
  }

  @Test
  void aCommittedEventIsThereAtOnce() {
    CallId call = Samples.call(0);

    journal().commit(call, AT, new JournalEvent.TicketOpened("12345674", "access"));

    Journal.Entry entry = journal().read(call).getFirst();
    assertThat(entry.seq()).isEqualTo(1);
    assertThat(entry.at()).isEqualTo(AT);
    assertThat(entry.kind()).isEqualTo("ticket-opened");
  }

  @Test
  void aNotedEventIsThereSoon() {
    CallId call = Samples.call(0);

    journal().note(call, AT, new JournalEvent.StepEntered("welcome"));

    assertThat(Samples.eventually(() -> journal().read(call).size() == 1)).isTrue();
  }

  /** It may be lost, but not while all is well, and its place in the order is its own. */
  @Test
  void aMentionedEventIsThereSoon() {
    CallId call = Samples.call(0);

    journal().mention(call, AT, figures(Optional.empty()));
    journal().commit(call, AT, new JournalEvent.Rated(5));

    assertThat(journal().read(call))
        .extracting(Journal.Entry::kind)
        .containsExactly("media-figures", "rated");
  }

  @Test
  void aDurableEventMayBeLeftForLater() {
    CallId call = Samples.call(0);

    journal().commitLater(call, AT, new JournalEvent.Rated(4));
    journal().commit(call, AT, new JournalEvent.Rated(5));

    assertThat(journal().read(call))
        .extracting(Journal.Entry::kind)
        .containsExactly("rated", "rated");
  }

  @Test
  void commitBringsAllEarlierEventsOfTheCallWithIt() {
    CallId call = Samples.call(0);

    journal().note(call, AT, new JournalEvent.CallAnswered());
    journal().note(call, AT, new JournalEvent.StepEntered("welcome"));
    journal().commit(call, AT, new JournalEvent.Rated(5));

    assertThat(journal().read(call))
        .extracting(Journal.Entry::kind)
        .containsExactly("call-answered", "step-entered", "rated");
  }

  @Test
  void eachCallCountsForItself() {
    CallId first = Samples.call(0);
    CallId second = Samples.call(1);

    journal().commit(first, AT, new JournalEvent.Rated(1));
    journal().commit(second, AT, new JournalEvent.Rated(2));
    journal().commit(first, AT, new JournalEvent.Rated(3));

    assertThat(journal().read(first)).extracting(Journal.Entry::seq).containsExactly(1L, 2L);
    assertThat(journal().read(second)).extracting(Journal.Entry::seq).containsExactly(1L);
  }

  @Test
  void manyThreadsLeaveNoGapAndKeepEachThreadsOrder() throws InterruptedException {
    List<CallId> calls = List.of(Samples.call(0), Samples.call(1), Samples.call(2));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      int thread = i;
      threads.add(Thread.startVirtualThread(() -> write(calls.get(thread % 3), thread)));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    for (CallId call : calls) {
      List<Journal.Entry> entries = journal().read(call);
      assertThat(entries)
          .extracting(Journal.Entry::seq)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 4 * 21).boxed().toList());
      for (int thread = 0; thread < 12; thread++) {
        String mark = "thread " + thread + " line ";
        assertThat(entries.stream().map(Journal.Entry::json).filter(json -> json.contains(mark)))
            .map(json -> json.substring(json.indexOf(mark)))
            .isSorted();
      }
    }
  }

  private void write(CallId call, int thread) {
    for (int i = 0; i < 20; i++) {
      String step = "thread " + thread + " line " + (100 + i);
      journal().note(call, AT, new JournalEvent.StepEntered(step));
    }
    journal().commit(call, AT, new JournalEvent.Rated(3));
  }

  @Test
  void linesAreJson() {
    CallId call = Samples.call(0);

    journal().commit(call, AT, new JournalEvent.CallEnded(Ending.CALLER_HUNG_UP, "a \"b\" \\"));
    journal().commit(call, AT, new JournalEvent.IdentityChanged("stated", "snils", "*-95"));
    journal().note(call, AT, new JournalEvent.LanguageChosen(Language.EN));
    journal().note(call, AT, new JournalEvent.PromptPlayed("s", List.of("привет", "b"), true));
    journal().mention(call, AT, figures(Optional.of(Duration.ofMillis(1500))));
    journal().mention(call, AT, figures(Optional.empty()));
    journal().commit(call, AT, new JournalEvent.RecordingClosed(1, 2, false));

    String at = "\"at\":\"2026-11-23T12:00:00.123456Z\"";
    String media =
        ",\"leg\":\"a\",\"party\":\"caller\",\"sent\":1,\"received\":2,\"lost\":3,"
            + "\"reordered\":4,\"duplicates\":5,\"jitterMicros\":6";
    assertThat(journal().read(call))
        .extracting(Journal.Entry::json)
        .containsExactly(
            "{\"seq\":1,"
                + at
                + ",\"kind\":\"call-ended\",\"ending\":\"caller-hung-up\","
                + "\"reason\":\"a \\\"b\\\" \\\\\"}",
            "{\"seq\":2,"
                + at
                + ",\"kind\":\"identity-changed\",\"level\":\"stated\","
                + "\"identityKind\":\"snils\",\"masked\":\"*-95\"}",
            "{\"seq\":3," + at + ",\"kind\":\"language-chosen\",\"language\":\"en\"}",
            "{\"seq\":4,"
                + at
                + ",\"kind\":\"prompt-played\",\"step\":\"s\","
                + "\"prompts\":[\"привет\",\"b\"],\"completed\":true}",
            "{\"seq\":5,"
                + at
                + ",\"kind\":\"media-figures\""
                + media
                + ",\"longestGapMs\":1500,\"mos\":4.25}",
            "{\"seq\":6," + at + ",\"kind\":\"media-figures\"" + media + "}",
            "{\"seq\":7,"
                + at
                + ",\"kind\":\"recording-closed\",\"lengthMs\":1,\"bytes\":2,"
                + "\"complete\":false}");
  }

  private static JournalEvent.MediaFigures figures(Optional<Duration> gap) {
    return new JournalEvent.MediaFigures(
        "a",
        "caller",
        1,
        2,
        3,
        4,
        5,
        6,
        gap,
        gap.map(_ -> 4.25),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
