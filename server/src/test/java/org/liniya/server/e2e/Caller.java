package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.liniya.audio.hearing.Tones;
import org.liniya.testkit.phone.Baresip;
import org.liniya.testkit.phone.PhoneCall;
import org.liniya.testkit.phone.PhoneSettings;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who rings the hotline with a real telephone, and the server's record of the call. For
 * one thread.
 */
final class Caller implements AutoCloseable {
  /** A number with right check digits that is nobody's; its digits stand nowhere by chance. */
  static final String SNILS = "11223344595";

  private static final Duration SOON = Duration.ofSeconds(60);

  private final RunningServer server;
  private final Baresip phone;
  private final PhoneCall call;
  private final String id;

  private Caller(RunningServer server, Baresip phone, PhoneCall call, String id) {
    this.server = server;
    this.phone = phone;
    this.call = call;
    this.id = id;
  }

  /**
   * Dials the hotline and waits for the answer.
   *
   * @param number with a plus; the last two digits tell the test's callers apart
   * @param hertz the tone that stands for this caller's voice
   */
  static Caller dial(RunningServer server, String number, int hertz) {
    return dial(server, Baresip.start(PhoneSettings.caller(number).withTone(hertz)));
  }

  /** Dials with a telephone that is there already; waits for the answer. */
  static Caller dial(RunningServer server, Baresip phone) {
    return dial(server, phone, server.hotline());
  }

  /** Dials the hotline where somebody else takes its calls; waits for the answer. */
  static Caller dial(RunningServer server, Baresip phone, String hotline) {
    int before = from(server, phone).size();
    PhoneCall call = phone.dial(hotline);
    call.awaitTalking(SOON);
    JsonNode row =
        RunningServer.awaitThat(
                SOON,
                () -> from(server, phone),
                rows -> rows.size() > before,
                () -> "the record of a call from " + phone.settings().user())
            .getLast();
    return new Caller(server, phone, call, row.path("id").asString(""));
  }

  private static List<JsonNode> from(RunningServer server, Baresip phone) {
    String number = phone.settings().user();
    String end = number.substring(number.length() - 2);
    return server.calls().stream()
        .filter(row -> row.path("from").asString("").endsWith(end))
        .toList();
  }

  Baresip phone() {
    return phone;
  }

  PhoneCall call() {
    return call;
  }

  /** The call's identifier in the API. */
  String id() {
    return id;
  }

  /** The call's ticket, as the API has the call. */
  String ticket() {
    return server.api("calls/" + id).path("ticket").asString("");
  }

  /** Waits until a step has had its say for the nth time: heard to the end, or stopped by a key. */
  Caller hearsOut(String step, int times) {
    RunningServer.awaitThat(
        SOON,
        () -> server.journal(id, "prompt-played"),
        played -> count(played, step) >= times,
        () -> "step " + step + " to be heard " + times + " times: " + server.lines(id));
    return this;
  }

  private static long count(List<JsonNode> played, String step) {
    return played.stream().filter(entry -> entry.path("step").asString("").equals(step)).count();
  }

  Caller presses(String keys) {
    call.press(keys);
    return this;
  }

  /** From the welcome to the ticket's number, every prompt heard to its end. */
  Caller reachesTheTicket(String languageKey, String categoryKey) {
    return hearsOut("language", 1)
        .presses(languageKey)
        .hearsOut("category", 1)
        .presses(categoryKey)
        .hearsOut("identify", 1)
        .presses(SNILS)
        .hearsOut("identify", 2)
        .presses("1")
        .hearsOut("tell-number", 1);
  }

  /**
   * Straight to an operator: Russian, then zero in the menu, both pressed ahead; waits for the
   * queue.
   */
  Caller asksForAPerson() {
    presses("10").awaits("queued");
    return this;
  }

  /** Waits for an entry in the call's journal. */
  JsonNode awaits(String kind) {
    return server.awaitJournal(id, kind, SOON);
  }

  /** Waits for the nth entry of a kind in the call's journal. */
  JsonNode awaits(String kind, int nth) {
    return RunningServer.awaitThat(
            SOON,
            () -> server.journal(id, kind),
            entries -> entries.size() >= nth,
            () -> kind + " " + nth + " times in " + server.lines(id))
        .get(nth - 1);
  }

  /** Waits until the other one's tone has been heard for so long. */
  static void awaitTone(PhoneCall listener, int hertz, Duration length) {
    RunningServer.awaitThat(
        SOON,
        () -> Tones.total(listener.heard(), hertz),
        heard -> heard.compareTo(length) >= 0,
        () -> length + " of " + hertz + " Hz, heard " + Tones.total(listener.heard(), hertz));
  }

  /** Waits until both sides see the end of the call and the record is complete. */
  JsonNode awaitEnd() {
    call.awaitClosed(SOON);
    JsonNode row = server.awaitEnded(id, SOON);
    assertThat(row.path("ticket").isNull()).as("a call without a ticket: %s", row).isFalse();
    return row;
  }

  @Override
  public void close() {
    phone.close();
  }
}
