package org.liniya.acd;

import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;
import org.liniya.port.WhyNot;

/**
 * Says why an operator is not being offered a call: the supervisors' question, asked of the same
 * state as {@link OfferRule}. Pure functions, for any thread.
 */
final class WhyNotRule {

  private WhyNotRule() {}

  /**
   * A call that waits.
   *
   * @param admitted who may serve it now
   * @param rules of its group; some of them may admit others later
   */
  record Wanted(
      QueuedCall call,
      Waiter.Standing standing,
      Tier own,
      List<Widening.Admitted> admitted,
      List<Overflow> rules) {}

  /**
   * An operator.
   *
   * @param levels how good at the skill of each group; {@link LeavingGroups#NO_LEVEL} without it
   */
  record Asked(OperatorProfile profile, OperatorState state, ToIntFunction<String> levels) {
    private boolean has(Tier tier) {
      return levels.applyAsInt(tier.group()) >= tier.level();
    }
  }

  /** The first thing that stands in the way. */
  static WhyNot of(Asked operator, Wanted wanted, Instant now) {
    if (wanted.admitted().stream().noneMatch(each -> operator.has(each.tier()))) {
      return notAdmitted(operator, wanted);
    }
    String language = wanted.call().language().tag();
    if (!operator.profile().languages().isEmpty()
        && !operator.profile().languages().contains(language)) {
      return new WhyNot.SpeaksAnotherLanguage(language);
    }
    return switch (operator.state()) {
      case Offline offline -> new WhyNot.NoTelephone(offline.since(), offline.reason());
      case Paused paused -> new WhyNot.OnPause(paused.since(), paused.reason());
      case Ringing rings when rings.forCall().equals(wanted.call().call()) ->
          new WhyNot.BeingOffered(rings.since());
      case Ringing rings -> new WhyNot.OfferedAnother(rings.since(), rings.forCall());
      case Connecting connecting -> new WhyNot.OnCall(connecting.since(), connecting.forCall());
      case Talking talking -> new WhyNot.OnCall(talking.since(), talking.forCall());
      case CallingOut out -> new WhyNot.CallingOut(out.since());
      case WrapUp wrapUp -> new WhyNot.WrappingUp(wrapUp.until());
      case Ready ready when ready.offerableFrom().isAfter(now) ->
          new WhyNot.CoolingDown(ready.offerableFrom());
      case Ready _ -> ready(operator, wanted);
    };
  }

  private static WhyNot notAdmitted(Asked operator, Wanted wanted) {
    for (Overflow rule : wanted.rules()) {
      if (rule.tiers().stream().anyMatch(operator::has)) {
        return new WhyNot.NotYetByOverflow(rule.when().toString());
      }
    }
    int level = operator.levels().applyAsInt(wanted.own().group());
    return level == LeavingGroups.NO_LEVEL
        ? new WhyNot.LacksSkill(wanted.own().group())
        : new WhyNot.LevelTooLow(level, wanted.own().level());
  }

  private static WhyNot ready(Asked operator, Wanted wanted) {
    return switch (wanted.standing()) {
      case Waiter.Standing.Offered _ -> new WhyNot.OthersRing();
      case Waiter.Standing.Reserved reserved
          when !reserved.operator().equals(operator.profile().id()) ->
          new WhyNot.KeptForAnother(reserved.operator(), reserved.until());
      case Waiter.Standing.Reserved _, Waiter.Standing.Open _ -> new WhyNot.Nothing();
    };
  }
}
