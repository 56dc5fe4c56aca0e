package org.liniya.acd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.liniya.call.JournalEvent;
import org.liniya.call.OperatorId;

/**
 * Every change of an operator's state that others can see: state, event, next state. {@code
 * connecting} is shown as talking, but is a state of its own. A deadline is named by its key, the
 * matching of a call by {@code Offered}.
 */
final class TransitionTable {

  private static final String ROWS =
      """
      offline     OperatorRegistered    ready paused
      offline     ConfigurationChanged  ready paused
      offline     PauseRequested        offline
      offline     PauseRemembered       offline
      offline     ReadyRequested        offline
      paused      ReadyRequested        ready
      paused      PauseRequested        paused
      paused      OperatorUnregistered  offline
      paused      ConfigurationChanged  offline
      ready       Offered               ringing
      ready       PauseRequested        paused
      ready       OperatorUnregistered  offline
      ready       ConfigurationChanged  offline
      ringing     OfferAnswered         connecting ready
      ringing     OfferFailed           ready paused
      ringing     OperatorLegEnded      ready paused
      ringing     RingTimeout           ready paused
      ringing     CallLeft              ready
      ringing     CallerLeft            ready
      ringing     CallEntered           ready
      ringing     PauseRequested        paused
      ringing     OperatorUnregistered  offline
      ringing     ConfigurationChanged  offline ready
      connecting  CallBridged           talking
      connecting  BridgeTimeout         ready paused offline
      connecting  OperatorLegEnded      ready paused offline
      connecting  CallLeft              ready paused offline
      connecting  CallerLeft            ready paused offline
      connecting  CallerPassedOn        ready paused offline
      connecting  CallEntered           ready paused offline
      talking     OperatorLegEnded      wrap-up ready paused offline
      talking     CallLeft              wrap-up ready paused offline
      talking     CallerLeft            wrap-up ready paused offline
      talking     CallerPassedOn        wrap-up ready paused offline
      talking     CallEntered           wrap-up ready paused offline
      wrap-up     WrapUpOver            ready
      wrap-up     ReadyRequested        ready
      wrap-up     PauseRequested        paused
      wrap-up     OperatorUnregistered  offline
      wrap-up     ConfigurationChanged  offline
      calling-out OperatorHungUp        offline paused ready
      connecting  CallDirected          offline paused ready
      connecting  DirectLeft            paused ready offline
      connecting  OfferMoved            ready paused offline
      consulting  CallBridged           calling-out
      consulting  CallEntered           calling-out
      consulting  CallLeft              calling-out
      consulting  CallerLeft            calling-out
      consulting  CallerPassedOn        calling-out
      consulting  OfferMoved            calling-out consulting
      consulting  OperatorCallingOut    consulting
      consulting  OperatorHungUp        talking
      consulting  OperatorLegEnded      calling-out
      paused      OperatorCallingOut    calling-out
      ready       OperatorCallingOut    calling-out
      ringing     CallDirected          ready
      ringing     DirectLeft            ready
      ringing     OfferMoved            ready
      ringing     OperatorCallingOut    calling-out
      talking     CallBridged           offline paused ready wrap-up
      talking     OfferMoved            offline paused ready talking wrap-up
      talking     OperatorCallingOut    consulting
      wrap-up     OperatorCallingOut    calling-out
      """;

  private TransitionTable() {}

  /** One row, to one of its next states. */
  record Row(String from, String event, String to) implements Comparable<Row> {
    @Override
    public int compareTo(Row other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%-11s  %-20s  %s", from, event, to);
    }
  }

  static Set<Row> rows() {
    Set<Row> rows = new TreeSet<>();
    for (String line : ROWS.lines().toList()) {
      List<String> words = List.of(line.trim().split(" +"));
      words.stream().skip(2).forEach(to -> rows.add(new Row(words.getFirst(), words.get(1), to)));
    }
    return rows;
  }

  /** How many seeds took each row, as lines of text. */
  static String print(Map<Row, Integer> taken) {
    StringBuilder text = new StringBuilder("seeds  state       event                 next\n");
    new TreeMap<>(taken)
        .forEach((row, seeds) -> text.append(String.format(Locale.ROOT, "%5d  %s%n", seeds, row)));
    return text.toString();
  }

  /** Reads the rows that one ACD takes from its effects. */
  static final class Reader {

    private final Map<OperatorId, String> states = new HashMap<>();
    private final Map<OperatorId, Instant> wrapUpUntil = new HashMap<>();

    /** What the turn at hand said of an operator right before the change of state. */
    private String lastWord = "";

    private boolean cancelled;

    List<Row> read(AcdEvent event, Instant now, List<AcdEffect> effects) {
      List<Row> rows = new ArrayList<>();
      for (AcdEffect effect : effects) {
        switch (effect) {
          case AcdEffect.CancelRing _ -> cancelled = true;
          case AcdEffect.Journal entry -> lastWord = word(entry.event());
          case AcdEffect.SaveOperator saved -> {
            rows.add(row(saved, event, now));
            lastWord = "";
            cancelled = false;
          }
          case AcdEffect.WakeAt(WakeKey.WrapUpOver(OperatorId operator), Instant at) ->
              wrapUpUntil.put(operator, at);
          case AcdEffect.Ring _,
              AcdEffect.DirectRings _,
              AcdEffect.EndDirect _,
              AcdEffect.HandOver _,
              AcdEffect.HangUpOperator _,
              AcdEffect.TellPlace _,
              AcdEffect.EndWaiting _,
              AcdEffect.TellOperatorLeft _,
              AcdEffect.TellMissesPaused _,
              AcdEffect.WakeAt _ -> {}
        }
      }
      return rows;
    }

    private static String word(JournalEvent.Durable event) {
      return switch (event) {
        case JournalEvent.OperatorLeft left -> left.reason();
        case JournalEvent.OfferEnded ended -> ended.reason();
        default -> "";
      };
    }

    private Row row(AcdEffect.SaveOperator saved, AcdEvent event, Instant now) {
      String from = states.getOrDefault(saved.operator(), "offline");
      // What is called talking is connecting until the two hear each other.
      String to =
          saved.state().equals("talking") && from.equals("ringing") ? "connecting" : saved.state();
      states.put(saved.operator(), to);
      return new Row(from, cause(saved.operator(), from, to, event, now), to);
    }

    /** Deadlines pass before the event at hand, so that its name alone would not do. */
    private String cause(OperatorId operator, String from, String to, AcdEvent event, Instant now) {
      String name = event.getClass().getSimpleName();
      return switch (from) {
        case "ready" -> to.equals("ringing") ? "Offered" : name;
        case "ringing" -> ringsTooLong(to) ? "RingTimeout" : name;
        case "connecting" -> lastWord.equals("not-bridged") ? "BridgeTimeout" : name;
        case "wrap-up" -> to.equals("ready") && isOver(operator, now) ? "WrapUpOver" : name;
        default -> name;
      };
    }

    /** A withdrawal, and an operator who goes, are cancelled by the event itself. */
    private boolean ringsTooLong(String to) {
      return cancelled && !lastWord.equals("withdrawn") && !to.equals("offline");
    }

    private boolean isOver(OperatorId operator, Instant now) {
      return !wrapUpUntil.getOrDefault(operator, Instant.MAX).isAfter(now);
    }
  }
}
