package org.liniya.ticket;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.liniya.ticket.TicketRules.Outcome;

/**
 * All that can come of a verb in a stage: the next stage, or the word of a refusal with an
 * exclamation mark.
 */
final class TicketTable {

  private static final String ROWS =
      """
      new          take      in-progress
      new          note      new  !no-text !text-too-long !too-many-entries
      new          hand-over handed-over  !no-text !text-too-long !deadline-past !deadline-too-late !too-many-entries
      new          wait      !nobody-has-it
      new          solve     !nobody-has-it
      new          close     !not-solved
      new          reopen    !not-ended
      new          link      new  !already-linked !too-many-calls
      new          escalate  new  !already-escalated !no-such-deadline
      in-progress  take      in-progress  !already-taken !too-many-entries
      in-progress  note      in-progress  !no-text !text-too-long !too-many-entries
      in-progress  hand-over handed-over  !no-text !text-too-long !deadline-past !deadline-too-late !too-many-entries
      in-progress  wait      waiting  !no-text !text-too-long !too-many-entries
      in-progress  solve     solved  !no-text !text-too-long
      in-progress  close     !not-solved
      in-progress  reopen    !not-ended
      in-progress  link      in-progress  !already-linked !too-many-calls
      in-progress  escalate  in-progress  !already-escalated !no-such-deadline
      waiting      take      in-progress  !too-many-entries
      waiting      note      waiting  !no-text !text-too-long !too-many-entries
      waiting      hand-over handed-over  !no-text !text-too-long !deadline-past !deadline-too-late !too-many-entries
      waiting      wait      !already-waiting
      waiting      solve     solved  !no-text !text-too-long
      waiting      close     !not-solved
      waiting      reopen    !not-ended
      waiting      link      waiting  !already-linked !too-many-calls
      waiting      escalate  waiting  !already-escalated !no-such-deadline
      handed-over  take      in-progress  !too-many-entries
      handed-over  note      handed-over  !no-text !text-too-long !too-many-entries
      handed-over  hand-over handed-over  !same-department !no-text !text-too-long !deadline-past !deadline-too-late !too-many-entries
      handed-over  wait      !department-has-it
      handed-over  solve     solved  !no-text !text-too-long
      handed-over  close     !not-solved
      handed-over  reopen    !not-ended
      handed-over  link      handed-over  !already-linked !too-many-calls
      handed-over  escalate  handed-over  !already-escalated !no-such-deadline
      solved       take      !ended
      solved       note      solved  !no-text !text-too-long !too-many-entries
      solved       hand-over !ended
      solved       wait      !ended
      solved       solve     !ended
      solved       close     closed
      solved       reopen    reopened  !no-text !text-too-long !deadline-past !too-many-entries
      solved       link      solved  !already-linked !too-many-calls
      solved       escalate  !ended
      reopened     take      in-progress
      reopened     note      reopened  !no-text !text-too-long !too-many-entries
      reopened     hand-over handed-over  !no-text !text-too-long !deadline-past !deadline-too-late !too-many-entries
      reopened     wait      !nobody-has-it
      reopened     solve     !nobody-has-it
      reopened     close     !not-solved
      reopened     reopen    !not-ended
      reopened     link      reopened  !already-linked !too-many-calls
      reopened     escalate  reopened  !already-escalated !no-such-deadline
      closed       take      !ended
      closed       note      closed  !no-text !text-too-long !too-many-entries
      closed       hand-over !ended
      closed       wait      !ended
      closed       solve     !ended
      closed       close     !already-closed
      closed       reopen    reopened  !no-text !text-too-long !deadline-past !too-many-entries
      closed       link      closed  !already-linked !too-many-calls
      closed       escalate  !ended
      """;

  private TicketTable() {}

  /** What may come of it, by "stage verb". */
  static Map<String, Set<String>> rows() {
    Map<String, Set<String>> rows = new LinkedHashMap<>();
    for (String line : ROWS.lines().toList()) {
      String[] words = line.split(" +");
      Set<String> results = new TreeSet<>(Stream.of(words).skip(2).toList());
      if (rows.put(words[0] + " " + words[1], results) != null) {
        throw new AssertionError("twice: " + line);
      }
    }
    return rows;
  }

  static String row(TicketLife life, TicketVerb verb) {
    String name = verb.getClass().getSimpleName();
    return life.stage().word()
        + " "
        + name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  static String result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> done.life().stage().word();
      case Outcome.Refused refused -> "!" + refused.why().word();
    };
  }
}
