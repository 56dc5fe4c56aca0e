package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liniya.testkit.phone.RtpEnd;

/** What a caller hears of {@link StormPrompts}, from the sound alone. Stateless. */
final class StormEar {

  private StormEar() {}

  /** Waits until something is said; fails with what was said instead. */
  static void awaitMark(RawCaller caller, int mark, Duration atMost) {
    RunningServer.awaitThat(
        atMost,
        () -> marks(caller),
        heard -> heard.contains(mark),
        () -> mark + " to be said; heard " + marks(caller));
  }

  /** The number that was said to its end; empty when none was begun. */
  static Optional<String> number(RawCaller caller) {
    List<Integer> heard = marks(caller);
    int begin = heard.indexOf(StormPrompts.NUMBER_BEGINS);
    if (begin < 0) {
      return Optional.empty();
    }
    StringBuilder number = new StringBuilder();
    int end = heard.indexOf(StormPrompts.NUMBER_ENDS);
    heard.subList(begin, end < 0 ? heard.size() : end).stream()
        .filter(mark -> mark < 10)
        .forEach(number::append);
    assertThat(number.toString()).as(heard.toString()).matches("\\d{8}");
    return Optional.of(number.toString());
  }

  /** What was said so far; the same in the packet after it is the same prompt. */
  static List<Integer> marks(RawCaller caller) {
    List<Integer> marks = new ArrayList<>();
    int last = StormPrompts.NOTHING;
    for (RtpEnd.Packet packet : caller.sound().packets()) {
      List<Byte> octets = packet.payload().octets();
      byte[] bytes = new byte[octets.size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = octets.get(i);
      }
      int mark = StormPrompts.said(bytes, 0, bytes.length);
      if (mark != last && mark != StormPrompts.NOTHING) {
        marks.add(mark);
      }
      last = mark;
    }
    return marks;
  }
}
