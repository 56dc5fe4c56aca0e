package org.liniya.acd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.liniya.call.CallId;

/**
 * New queues that are told what others were told before: being deterministic, they decide the same.
 * Keeps the decisions about one call. For one thread.
 */
public final class Replay {

  private final Acd acd;
  private final CallId call;
  private final List<AcdEffect.Journal> decisions = new ArrayList<>();

  public Replay(AcdRecord.Run run, CallId call) {
    this.acd = new Acd(run.epoch(), run.settings());
    this.call = call;
  }

  /** Goes on with the next event. A fault in one event stopped nothing the first time either. */
  public void tell(AcdEvent event) {
    List<AcdEffect> effects;
    try {
      effects = acd.handle(event);
    } catch (RuntimeException fault) {
      return;
    }
    for (AcdEffect effect : effects) {
      if (effect instanceof AcdEffect.Journal entry && entry.call().equals(call)) {
        decisions.add(entry);
      }
    }
  }

  /** What was decided about the call so far, not later than {@code until}. */
  public List<AcdEffect.Journal> decisions(Instant until) {
    return decisions.stream().filter(each -> !each.at().isAfter(until)).toList();
  }
}
