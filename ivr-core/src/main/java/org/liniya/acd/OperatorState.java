package org.liniya.acd;

import java.time.Instant;
import java.util.Optional;
import org.liniya.call.CallId;

/**
 * Where an operator stands; one file a state. The exits of a state are its methods, so what a state
 * has no method for cannot happen in it. Immutable; the one owner is {@link Acd}.
 *
 * <pre>
 *            registered              offered                answered             bridged
 *  Offline ─────────────▶ Ready ───────────────▶ Ringing ─────────────▶ Connecting ─────▶ Talking
 *    ▲  │                 ▲ ▲ ▲ ▲                 │ │ │                     │                │
 *    │  │ registered      │ │ │ └── withdrawn,────┘ │ │   never bridged     │                │
 *    │  │ (pause kept,    │ │ │     failed          │ │ (cool-down)         │                │
 *    │  │ not ready yet)  │ │ └─────────────────────┼─┼─────────────────────┤                │
 *    │  ▼                 │ │ ready               │ │                     │ pause asked    │ ended
 *    │ Paused ────────────┼─┘                     │ │                     │ for meanwhile  │
 *    │  ▲ ▲ ▲             │ wrap-up over, ready     │ │                     │                │
 *    │  │ │ └─────────────┼─────────────────────────┘ │ ◀───────────────────┤                │
 *    │  │ │ pause         │        missed calls, pause│                     │                │
 *    │  │ └───────────── WrapUp ◀────────────────────┼─────────────────────┼────────────────┤
 *    │  └──────────────────────────────────────────────┼─────────────────────┼── pause asked ─┤
 *    │             unregistered: from every state at once;                  │   for meanwhile│
 *    └──────────── from Connecting and Talking when it has ended ◀──────────┴────────────────┘
 *
 *  Ready, Paused, WrapUp, Ringing (withdrawn) ── calls out ──▶ CallingOut ── over ──▶ Ready, Paused, Offline
 *  Talking ── calls out ──▶ Talking, consulting ── over ──▶ Talking
 *                                  └── the talk ends first ──▶ CallingOut
 *  Talking ── its caller is passed on by another ──▶ Talking, with another call (moved)
 * </pre>
 */
public sealed interface OperatorState
    permits Offline, Paused, Ready, Ringing, Connecting, Talking, CallingOut, WrapUp {

  /** The reason of an automatic pause. */
  String MISSED_CALLS = "missed calls";

  /** The reason of the pause of an operator whom registering does not make ready. */
  String NOT_READY_YET = "not ready yet";

  /** The word of the design, as stored and shown. */
  String word();

  /** When this state began. */
  Instant since();

  /** The reason of a pause, else empty. */
  default String reason() {
    return "";
  }

  /** The call that the operator is offered or serves. */
  default Optional<CallId> call() {
    return Optional.empty();
  }
}
