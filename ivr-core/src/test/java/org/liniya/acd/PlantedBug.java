package org.liniya.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorBoard.OperatorView;

/**
 * Faults that an ACD could have, planted around a sound one by bending what it is told or what it
 * says. Each must be found: see {@link AcdSimulationTest}.
 */
enum PlantedBug {
  NONE {
    @Override
    Subject plantIn(Subject sound) {
      return sound;
    }
  },

  /** Nobody compares the queues with the telephones. */
  WATCHDOG_LOOKS_AWAY {
    @Override
    Subject plantIn(Subject sound) {
      return sound;
    }

    @Override
    boolean watches() {
      return false;
    }
  },

  /** The operator's BYE goes unnoticed. */
  LOST_BYE_IGNORED {
    @Override
    Subject plantIn(Subject sound) {
      return told(
          sound, event -> event instanceof AcdEvent.OperatorLegEnded ? nothing(event) : event);
    }
  },

  /** An answer that comes too late, or twice, is given the caller all the same. */
  DOUBLE_ANSWER_BRIDGED {
    @Override
    Subject plantIn(Subject sound) {
      Map<OfferId, AcdEffect.Ring> rung = new HashMap<>();
      return saying(
          sound,
          (event, effects) -> {
            effects.forEach(
                effect -> {
                  if (effect instanceof AcdEffect.Ring ring) {
                    rung.put(ring.offer(), ring);
                  }
                });
            return effects.stream().map(effect -> bridged(effect, rung)).toList();
          });
    }

    private static AcdEffect bridged(AcdEffect effect, Map<OfferId, AcdEffect.Ring> rung) {
      return effect instanceof AcdEffect.HangUpOperator(OfferId offer, EndCause cause)
              && cause == EndCause.WITHDRAWN
              && rung.containsKey(offer)
          ? new AcdEffect.HandOver(offer, rung.get(offer).call(), rung.get(offer).operator())
          : effect;
    }
  },

  /** The next call comes while the operator writes up the last one. */
  WRAP_UP_FREED_EARLY {
    @Override
    Subject plantIn(Subject sound) {
      return saying(
          sound,
          (event, effects) -> {
            List<AcdEffect> all = new ArrayList<>(effects);
            for (AcdEffect effect : effects) {
              if (effect instanceof AcdEffect.SaveOperator saved
                  && saved.state().equals("wrap-up")) {
                all.addAll(sound.handle(new AcdEvent.ReadyRequested(event.at(), saved.operator())));
              }
            }
            return all;
          });
    }
  },

  /** The ring time-out of an offer that is over ends the operator's next offer. */
  TIMER_FOR_A_DEAD_CALL {
    @Override
    Subject plantIn(Subject sound) {
      Map<OfferId, OperatorId> rung = new HashMap<>();
      Map<OperatorId, OfferId> latest = new HashMap<>();
      return new Bent(sound) {
        @Override
        public List<AcdEffect> handle(AcdEvent event) {
          AcdEvent told =
              event instanceof AcdEvent.Woken(Instant at, WakeKey.RingTimeout(OfferId dead))
                  ? next(dead)
                      .<AcdEvent>map(live -> new AcdEvent.OfferFailed(at, live, EndCause.NO_ANSWER))
                      .orElse(event)
                  : event;
          List<AcdEffect> effects = sound.handle(told);
          effects.forEach(
              effect -> {
                if (effect instanceof AcdEffect.Ring ring) {
                  rung.put(ring.offer(), ring.operator());
                  latest.put(ring.operator(), ring.offer());
                }
              });
          return effects;
        }

        private Optional<OfferId> next(OfferId dead) {
          return Optional.ofNullable(rung.get(dead))
              .flatMap(operator -> Optional.ofNullable(latest.get(operator)))
              .filter(live -> !live.equals(dead));
        }
      };
    }
  },

  /** A caller whose operator declined is forgotten. */
  DECLINED_CALLER_FORGOTTEN {
    @Override
    Subject plantIn(Subject sound) {
      Map<OfferId, CallId> rung = new HashMap<>();
      return saying(
          sound,
          (event, effects) -> {
            List<AcdEffect> all = new ArrayList<>(effects);
            effects.forEach(
                effect -> {
                  if (effect instanceof AcdEffect.Ring ring) {
                    rung.put(ring.offer(), ring.call());
                  }
                });
            if (event instanceof AcdEvent.OfferFailed(var at, OfferId offer, EndCause cause)
                && cause == EndCause.DECLINED
                && rung.containsKey(offer)) {
              all.addAll(sound.handle(new AcdEvent.CallLeft(at, rung.get(offer), "forgotten")));
            }
            return all;
          });
    }
  },

  /** Who has waited longer by head start is passed over. */
  HEAD_START_IGNORED {
    @Override
    Subject plantIn(Subject sound) {
      return told(
          sound,
          event ->
              event instanceof AcdEvent.CallEntered e
                  ? new AcdEvent.CallEntered(
                      e.at(),
                      e.call(),
                      e.group(),
                      e.language(),
                      e.arrived(),
                      Duration.ZERO,
                      e.whenNobody(),
                      e.lastServed())
                  : event);
    }
  },

  /** A telephone that was not answered rings again at once. */
  COOL_DOWN_SKIPPED {
    @Override
    Subject plantIn(Subject sound) {
      return saying(
          sound,
          (event, effects) -> {
            List<AcdEffect> all = new ArrayList<>(effects);
            for (AcdEffect effect : effects) {
              if (effect instanceof AcdEffect.WakeAt(WakeKey.CoolDownOver(OperatorId id), var _)
                  && state(sound, id).equals("ready")) {
                List<AcdEffect> refreshed = new ArrayList<>();
                refreshed.addAll(sound.handle(new AcdEvent.PauseRequested(event.at(), id, "cool")));
                refreshed.addAll(sound.handle(new AcdEvent.ReadyRequested(event.at(), id)));
                refreshed.stream().filter(e -> !isPause(e)).forEach(all::add);
              }
            }
            return all;
          });
    }

    private static boolean isPause(AcdEffect effect) {
      return effect instanceof AcdEffect.SaveOperator saved && saved.state().equals("paused");
    }
  },

  /** Who asks for a pause while talking gets the next call instead. */
  PAUSE_DURING_A_TALK_FORGOTTEN {
    @Override
    Subject plantIn(Subject sound) {
      return told(
          sound,
          event ->
              event instanceof AcdEvent.PauseRequested pause
                      && state(sound, pause.operator()).equals("talking")
                  ? nothing(event)
                  : event);
    }
  },

  /** When one of several telephones is answered the others ring on. */
  LOSERS_RING_ON {
    @Override
    Subject plantIn(Subject sound) {
      return saying(
          sound,
          (event, effects) ->
              event instanceof AcdEvent.OfferAnswered
                  ? effects.stream().filter(e -> !(e instanceof AcdEffect.CancelRing)).toList()
                  : effects);
    }
  },

  /** A caller waits for the ticket's operator far beyond the span. */
  RESERVED_FOR_EVER {
    @Override
    Subject plantIn(Subject sound) {
      return configured(
          sound,
          r ->
              new Routing(
                  r.strategy(),
                  r.missesBeforePause(),
                  r.reservation().multipliedBy(100),
                  r.level(),
                  r.overflow()));
    }
  },

  /** Callers never flow over. */
  OVERFLOW_FORGOTTEN {
    @Override
    Subject plantIn(Subject sound) {
      return configured(
          sound,
          r ->
              new Routing(
                  r.strategy(), r.missesBeforePause(), r.reservation(), r.level(), List.of()));
    }
  },

  /** Whoever has the skill is good enough. */
  LEVEL_IGNORED {
    @Override
    Subject plantIn(Subject sound) {
      return configured(
          sound,
          r -> new Routing(r.strategy(), r.missesBeforePause(), r.reservation(), 1, r.overflow()));
    }
  },

  /** Results of offers of the run before the crash are taken for those of this one. */
  OFFERS_NUMBERED_ANEW_AFTER_A_RESTART {
    @Override
    Subject plantIn(Subject sound) {
      return sound;
    }

    @Override
    String epoch(int run) {
      return "t";
    }
  };

  abstract Subject plantIn(Subject sound);

  /** What the offers of the day's first, second … run of the server begin with. */
  String epoch(int run) {
    return "t" + run;
  }

  /** Whether the watchdog does as it should. */
  boolean watches() {
    return true;
  }

  private static String state(Subject acd, OperatorId operator) {
    return acd.operators().stream()
        .filter(view -> view.id().equals(operator))
        .map(OperatorView::state)
        .findFirst()
        .orElse("");
  }

  /** The time passes, and nothing else. */
  private static AcdEvent nothing(AcdEvent instead) {
    return new AcdEvent.Woken(instead.at(), new WakeKey.CoolDownOver(new OperatorId("nobody")));
  }

  private static Subject told(Subject sound, UnaryOperator<AcdEvent> bent) {
    return new Bent(sound) {
      @Override
      public List<AcdEffect> handle(AcdEvent event) {
        return sound.handle(bent.apply(event));
      }
    };
  }

  private static Subject configured(Subject sound, UnaryOperator<Routing> bent) {
    return told(
        sound,
        event ->
            event instanceof AcdEvent.ConfigurationChanged changed
                ? new AcdEvent.ConfigurationChanged(
                    changed.at(),
                    changed.groups().stream().map(group -> with(group, bent)).toList(),
                    changed.operators())
                : event);
  }

  private static SkillGroup with(SkillGroup group, UnaryOperator<Routing> bent) {
    return new SkillGroup(
        group.name(),
        group.titles(),
        group.ringTimeout(),
        group.wrapUp(),
        group.maxWaiting(),
        bent.apply(group.routing()));
  }

  private interface Saying {
    List<AcdEffect> of(AcdEvent event, List<AcdEffect> effects);
  }

  private static Subject saying(Subject sound, Saying bent) {
    return new Bent(sound) {
      @Override
      public List<AcdEffect> handle(AcdEvent event) {
        return bent.of(event, sound.handle(event));
      }
    };
  }

  /** What is not bent is as the sound one says. */
  private abstract static class Bent implements Subject {

    private final Subject sound;

    Bent(Subject sound) {
      this.sound = sound;
    }

    @Override
    public List<OperatorView> operators() {
      return sound.operators();
    }

    @Override
    public Set<OfferId> offersInUse() {
      return sound.offersInUse();
    }

    @Override
    public Optional<Integer> place(CallId call) {
      return sound.place(call);
    }
  }
}
