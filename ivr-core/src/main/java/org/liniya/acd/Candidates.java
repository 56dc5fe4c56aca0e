package org.liniya.acd;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.liniya.acd.Widening.Admitted;

/**
 * Lays before {@link OfferRule} who may serve a call, and whom an operator may serve. Changes
 * nothing. Owned by {@link Acd}; not thread-safe.
 */
final class Candidates {

  private final Turn turn;
  private final Queues queues;

  Candidates(Turn turn, Queues queues) {
    this.turn = turn;
    this.queues = queues;
  }

  /**
   * Who is to be offered this call: the group's own first, then those to whom it flows over, in
   * their order.
   *
   * @param stage that of the call, or of one that is about to enter
   */
  Optional<OfferRule.Choice> operatorFor(QueuedCall call, int stage) {
    for (Admitted admitted : queues.of(call).widening().admitted(stage)) {
      Optional<OfferRule.Choice> choice =
          queues
              .find(admitted.tier().group())
              .flatMap(queue -> among(queue.staff(), admitted.tier(), call));
      if (choice.isPresent()) {
        return admitted.why().isEmpty() ? choice : choice.map(c -> c.because(admitted.why()));
      }
    }
    return Optional.empty();
  }

  private Optional<OfferRule.Choice> among(GroupStaff staff, Tier tier, QueuedCall call) {
    return OfferRule.operatorFor(
        call, staff.ready(call.language()), staff.order(), tier.level(), turn.now());
  }

  /** The call that an operator is to be offered next: reserved for them, or anyone's. */
  Optional<QueuedCall> callFor(Desk desk, Ready ready) {
    OperatorProfile profile = desk.profile();
    List<Collection<QueuedCall>> calls = new ArrayList<>();
    queues
        .everServedBy(profile)
        .forEach(
            queue -> {
              for (int stage = 0; stage <= queue.widening().lastStage(); stage++) {
                if (queue.widening().admits(group -> queues.level(profile, group), stage)) {
                  queue.open().of(profile.languages(), stage).forEach(calls::add);
                }
              }
            });
    calls.add(
        queues.reservedFor(profile.id()).stream()
            .filter(call -> queues.admits(profile, call))
            .toList());
    return OfferRule.callFor(desk.asReady(ready, LeavingGroups.NO_LEVEL), calls, turn.now());
  }

  /** Whether anyone is logged in who may ever serve the call. */
  boolean anyoneFor(QueuedCall call) {
    return queues.of(call).widening().everAdmitted().stream()
        .flatMap(group -> queues.find(group).stream())
        .anyMatch(queue -> queue.staff().anyoneSpeaks(call.language()));
  }
}
