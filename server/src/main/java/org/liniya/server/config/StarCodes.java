package org.liniya.server.config;

import java.util.Map;
import java.util.Optional;
import org.liniya.call.OperatorId;
import org.liniya.port.DeskOrder;

/**
 * What operators dial to have something done: a star, two digits or so, and for a pause and a note
 * the key of what is meant. Immutable.
 *
 * @param ready ends a pause or the wrap-up
 * @param pause before the key of a reason
 * @param reasons of pauses, by key
 * @param moreWrapUp has the wrap-up begin anew
 * @param note before the key of a note
 * @param notes texts for a ticket, by key
 * @param conference joins caller, operator and whom the operator consults
 * @param supervise before the number of the operator whose talk a supervisor wants to hear
 */
public record StarCodes(
    String ready,
    String pause,
    Map<String, String> reasons,
    String moreWrapUp,
    String note,
    Map<String, String> notes,
    String conference,
    String supervise) {

  public StarCodes {
    reasons = Map.copyOf(reasons);
    notes = Map.copyOf(notes);
  }

  /** As long as nothing is configured: six codes, and two reasons of a pause. */
  public static StarCodes usual() {
    return new StarCodes(
        "*1", "*2", Map.of("1", "break", "2", "lunch"), "*3", "*4", Map.of(), "*6", "*55");
  }

  /** What is dialled means; empty when it is no code of these, or its key means nothing. */
  public Optional<DeskOrder> meaning(String dialled) {
    if (dialled.equals(ready)) {
      return Optional.of(new DeskOrder.Ready());
    }
    if (dialled.equals(moreWrapUp)) {
      return Optional.of(new DeskOrder.MoreWrapUp());
    }
    if (dialled.equals(conference)) {
      return Optional.of(new DeskOrder.Conference());
    }
    return behind(pause, dialled, reasons)
        .<DeskOrder>map(DeskOrder.Pause::new)
        .or(() -> behind(note, dialled, notes).map(DeskOrder.Note::new));
  }

  /** Whose talk is to be heard; empty when it is not that code. */
  public Optional<OperatorId> supervised(String dialled) {
    return dialled.startsWith(supervise) && dialled.length() > supervise.length()
        ? Optional.of(new OperatorId(dialled.substring(supervise.length())))
        : Optional.empty();
  }

  private static Optional<String> behind(
      String code, String dialled, Map<String, String> meanings) {
    return dialled.startsWith(code)
        ? Optional.ofNullable(meanings.get(dialled.substring(code.length())))
        : Optional.empty();
  }
}
