package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.call.OfferId;

/**
 * Where an operator stands. The exits of a state are its methods, so what a state has no method for
 * cannot happen in it. Immutable; the one owner is {@link Acd}.
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
public sealed interface OperatorState {

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

  /**
   * No telephone is registered.
   *
   * @param keptPause the reason of a pause that registering again does not end
   */
  record Offline(Instant since, Optional<String> keptPause) implements OperatorState {

    @Override
    public String word() {
      return "offline";
    }

    @Override
    public String reason() {
      return keptPause.orElse("");
    }

    OperatorState registered(boolean readyOnRegister, Instant at) {
      if (keptPause.isPresent()) {
        return new Paused(keptPause.get(), at);
      }
      return readyOnRegister ? Ready.fresh(at) : new Paused(NOT_READY_YET, at);
    }

    Offline pauseKept(String reason) {
      return new Offline(since, Optional.of(reason));
    }

    Offline pauseForgotten() {
      return new Offline(since, Optional.empty());
    }
  }

  /** Registered, but not to be offered calls. */
  record Paused(String reason, Instant since) implements OperatorState {

    @Override
    public String word() {
      return "paused";
    }

    Ready ready(Instant at) {
      return Ready.fresh(at);
    }

    Paused paused(String newReason, Instant at) {
      return new Paused(newReason, at);
    }

    /** The pause goes on afterwards. */
    CallingOut callingOut(CallId call, Instant at) {
      return new CallingOut(call, at, Optional.of(reason));
    }

    /** A pause that a person asked for outlives the registration; an automatic one does not. */
    Offline unregistered(Instant at) {
      boolean kept = !reason.equals(MISSED_CALLS) && !reason.equals(NOT_READY_YET);
      return new Offline(at, kept ? Optional.of(reason) : Optional.empty());
    }
  }

  /**
   * May be offered a call.
   *
   * @param idleSince decides who is next
   * @param offerableFrom the end of the cool-down; not after {@code since} when there is none
   * @param misses offers missed in a row
   */
  record Ready(Instant since, Instant idleSince, Instant offerableFrom, int misses)
      implements OperatorState {

    static Ready fresh(Instant at) {
      return new Ready(at, at, at, 0);
    }

    @Override
    public String word() {
      return "ready";
    }

    Ringing offered(OfferId offer, CallId call, Instant at) {
      return new Ringing(this, offer, call, at, Optional.empty());
    }

    Paused paused(String reason, Instant at) {
      return new Paused(reason, at);
    }

    Offline unregistered(Instant at) {
      return new Offline(at, Optional.empty());
    }

    CallingOut callingOut(CallId call, Instant at) {
      return new CallingOut(call, at, Optional.empty());
    }

    /** Ready as before, with its idle time, but left alone for a while. */
    private Ready cooling(Duration coolDown, Instant at) {
      return new Ready(at, idleSince, at.plus(coolDown), 0);
    }
  }

  /**
   * An offer is in flight.
   *
   * @param before what to go back to
   * @param soundingSince when the telephone began to ring, as far as we know
   */
  record Ringing(
      Ready before, OfferId offer, CallId forCall, Instant since, Optional<Instant> soundingSince)
      implements OperatorState {

    @Override
    public String word() {
      return "ringing";
    }

    @Override
    public Optional<CallId> call() {
      return Optional.of(forCall);
    }

    Ringing sounding(Instant at) {
      return new Ringing(before, offer, forCall, since, Optional.of(at));
    }

    Connecting answered(Instant at) {
      return new Connecting(before, offer, forCall, at, Optional.empty());
    }

    /** The operator did nothing wrong: the old idle time stands. */
    Ready withdrawn(Instant at) {
      return new Ready(at, before.idleSince, before.offerableFrom, before.misses);
    }

    CallingOut callingOut(CallId call, Instant at) {
      return new CallingOut(call, at, Optional.empty());
    }

    /** The next call goes to others first: the idle time begins anew, after a cool-down. */
    OperatorState failed(boolean missed, AcdSettings settings, Instant at) {
      int misses = before.misses + (missed ? 1 : 0);
      return missed && misses >= settings.missesBeforePause()
          ? new Paused(MISSED_CALLS, at)
          : new Ready(at, at, at.plus(settings.coolDown()), misses);
    }

    Paused paused(String reason, Instant at) {
      return new Paused(reason, at);
    }

    Offline unregistered(Instant at) {
      return new Offline(at, Optional.empty());
    }
  }

  /** Answered; the caller's side is about to bridge. Shown as talking. */
  record Connecting(
      Ready before, OfferId offer, CallId forCall, Instant since, Optional<String> pauseAfter)
      implements OperatorState {

    @Override
    public String word() {
      return "talking";
    }

    @Override
    public Optional<CallId> call() {
      return Optional.of(forCall);
    }

    Connecting pauseAfter(Optional<String> reason) {
      return new Connecting(before, offer, forCall, since, reason);
    }

    Talking bridged(Instant at) {
      return new Talking(offer, forCall, at, pauseAfter, Optional.empty());
    }

    /** It came to no talk: no wrap-up, but a cool-down, in which the telephone can be put down. */
    OperatorState ended(boolean registered, Duration coolDown, Instant at) {
      if (!registered) {
        return new Offline(at, pauseAfter);
      }
      return pauseAfter.isPresent()
          ? new Paused(pauseAfter.get(), at)
          : before.cooling(coolDown, at);
    }
  }

  /**
   * Operator and caller hear each other.
   *
   * @param pauseAfter the reason of a pause asked for meanwhile
   * @param consulting a call of the operator's own beside this one, while the caller hears music
   */
  record Talking(
      OfferId offer,
      CallId forCall,
      Instant since,
      Optional<String> pauseAfter,
      Optional<CallId> consulting)
      implements OperatorState {

    @Override
    public String word() {
      return consulting.isPresent() ? "consulting" : "talking";
    }

    @Override
    public Optional<CallId> call() {
      return Optional.of(forCall);
    }

    Talking pauseAfter(Optional<String> reason) {
      return new Talking(offer, forCall, since, reason, consulting);
    }

    Talking consulting(Optional<CallId> own) {
      return new Talking(offer, forCall, since, pauseAfter, own);
    }

    /** Serves another call under the same offer. */
    Talking moved(CallId call, Instant at) {
      return new Talking(offer, call, at, pauseAfter, consulting);
    }

    OperatorState ended(boolean registered, Duration wrapUp, Instant at) {
      if (consulting.isPresent()) {
        return new CallingOut(consulting.get(), at, pauseAfter);
      }
      if (!registered) {
        return new Offline(at, pauseAfter);
      }
      if (pauseAfter.isPresent()) {
        return new Paused(pauseAfter.get(), at);
      }
      return wrapUp.isPositive() ? new WrapUp(at, at.plus(wrapUp)) : Ready.fresh(at);
    }
  }

  /**
   * On a call of their own: with a colleague, or outside.
   *
   * @param own that call
   * @param pauseAfter the reason of a pause before it, or asked for meanwhile
   */
  record CallingOut(CallId own, Instant since, Optional<String> pauseAfter)
      implements OperatorState {

    @Override
    public String word() {
      return "calling-out";
    }

    CallingOut pauseAfter(Optional<String> reason) {
      return new CallingOut(own, since, reason);
    }

    OperatorState over(boolean registered, Instant at) {
      if (!registered) {
        return new Offline(at, pauseAfter);
      }
      return pauseAfter.isPresent() ? new Paused(pauseAfter.get(), at) : Ready.fresh(at);
    }
  }

  /** Finishing the work of the last call. */
  record WrapUp(Instant since, Instant until) implements OperatorState {

    @Override
    public String word() {
      return "wrap-up";
    }

    Ready over(Instant at) {
      return Ready.fresh(at);
    }

    CallingOut callingOut(CallId call, Instant at) {
      return new CallingOut(call, at, Optional.empty());
    }

    Paused paused(String reason, Instant at) {
      return new Paused(reason, at);
    }

    Offline unregistered(Instant at) {
      return new Offline(at, Optional.empty());
    }
  }
}
