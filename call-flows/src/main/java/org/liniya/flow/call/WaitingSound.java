package org.liniya.flow.call;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.liniya.call.JournalEvent.PromptPlayed;
import org.liniya.call.Key;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a waiting caller hears: music, and the place in the queue when it is due. Nothing that fails
 * here ends the waiting. Runs only on the call's thread.
 */
final class WaitingSound {

  private static final Logger LOG = LoggerFactory.getLogger(WaitingSound.class);

  /** Music that ends at once (a missing file) is not begun more often than this. */
  private static final Duration MUSIC_PAUSE = Duration.ofSeconds(1);

  /** While a ready operator's telephone rings, "all are busy" would be wrong. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A better place is told at once, but not sooner than this after the last announcement. */
  private static final Duration LEAST_BETWEEN = Duration.ofSeconds(20);

  /** Later than any waiting ends. */
  private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final LiveCall call;
  private final CallerLine line;
  private final Waiting.Terms terms;
  private WaitLesson lesson;
  private String group;
  private WaitAnnouncement announcement = WaitAnnouncement.NONE;
  private Playing playing = Playing.NOTHING;
  private int place;
  private int announced;
  private Duration lastTold = Duration.ZERO;
  private Duration announceDue = Duration.ZERO;
  private Duration musicDue = Duration.ZERO;
  private Duration offerDue = NEVER;
  private Offered offered = Offered.NO;

  private enum Playing {
    NOTHING,
    MUSIC,
    ANNOUNCEMENT,
    OFFER;

    /** Words are heard to their end before other words begin. */
    boolean isWords() {
      return this == ANNOUNCEMENT || this == OFFER;
    }
  }

  /** How far the offer of something else than waiting is. */
  private enum Offered {
    NO,
    YES
  }

  WaitingSound(LiveCall call, Waiting.Terms terms) {
    this.call = call;
    this.line = call.line();
    this.terms = terms;
    this.group = terms.group();
    this.lesson = new WaitLesson(call, group);
  }

  /** The caller is about to enter a queue, and begins to wait there. */
  void entering(String queue, WaitLesson begun) {
    group = queue;
    lesson = begun;
    announceDue = line.now().plus(someoneIsReady() ? PATIENCE : Duration.ZERO);
    if (offered == Offered.NO && offerDue.equals(NEVER)) {
      offerDue = terms.offer().map(o -> line.now().plus(o.after())).orElse(NEVER);
    }
  }

  /** Only decides how soon the place is told: no reason to fail. */
  private boolean someoneIsReady() {
    try {
      return call.ports().waitingRoom().figures(group).filter(f -> f.ready() > 0).isPresent();
    } catch (RuntimeException e) {
      mute("figures", e);
      return false;
    }
  }

  /** Another queue, or the same one anew: the old place says nothing any more. */
  void forgetPlace() {
    place = 0;
    announced = 0;
  }

  /** The place in the queue is another one. */
  void placed(int now) {
    boolean better = announced > now;
    place = now;
    call.memory().set("queue.place", (long) now);
    if (better) {
      Duration soonest = Collections.max(List.of(line.now(), lastTold.plus(LEAST_BETWEEN)));
      announceDue = Collections.min(List.of(announceDue, soonest));
    }
    offerIfLong();
  }

  /** A long wait to come is reason enough for the offer. */
  private void offerIfLong() {
    if (offered == Offered.NO && place > 0 && terms.offer().filter(this::isLong).isPresent()) {
      offerDue = Collections.min(List.of(offerDue, line.now()));
    }
  }

  private boolean isLong(WaitingOffer offer) {
    try {
      return offer
          .above()
          .filter(bound -> call.ports().estimates().at(group, place).compareTo(bound) > 0)
          .isPresent();
    } catch (RuntimeException e) {
      mute("estimate", e);
      return false;
    }
  }

  /** When there is something to play next, if nothing ends before. */
  Duration nextDue() {
    Duration due =
        Collections.min(
            List.of(
                announcementMayCome() ? announceDue : NEVER, offerMayCome() ? offerDue : NEVER));
    return playing == Playing.NOTHING ? Collections.min(List.of(due, musicDue)) : due;
  }

  private boolean announcementMayCome() {
    return (terms.position() || terms.estimate()) && place > 0 && !playing.isWords();
  }

  private boolean offerMayCome() {
    return offered == Offered.NO && !playing.isWords();
  }

  /** Whether a key takes what was offered. */
  boolean takesOffer(Key key) {
    return offered == Offered.YES && terms.offer().filter(o -> o.key().equals(key)).isPresent();
  }

  void playWhatIsDue() {
    if (offerMayCome() && line.now().compareTo(offerDue) >= 0) {
      offered = Offered.YES;
      start(offer().utterance(), Playing.OFFER);
    } else if (announcementMayCome() && line.now().compareTo(announceDue) >= 0) {
      announce();
    } else if (playing == Playing.NOTHING) {
      music();
    }
  }

  private void announce() {
    announced = place;
    told();
    announcement = new WaitAnnouncement(place, terms.position(), estimate());
    offerIfLong();
    if (!announcement.isEmpty()) {
      announcement.estimate().ifPresent(each -> lesson.told(each.range()));
      start(announcement.voice(call).utterance(), Playing.ANNOUNCEMENT);
    } else if (playing == Playing.NOTHING) {
      music();
    }
  }

  private Optional<WaitAnnouncement.Estimate> estimate() {
    if (!terms.estimate()) {
      return Optional.empty();
    }
    try {
      return WaitAnnouncement.Estimate.of(call.ports().estimates(), group, place);
    } catch (RuntimeException e) {
      mute("estimate", e);
      return Optional.empty();
    }
  }

  private Voice offer() {
    return call.voice().prompt(terms.offer().orElseThrow().prompt());
  }

  private void told() {
    lastTold = line.now();
    announceDue = terms.every().map(lastTold::plus).orElse(NEVER);
  }

  void music() {
    start(Utterance.of(new Clip.Music(terms.musicName())), Playing.MUSIC);
  }

  /** A caller who cannot be played to keeps the place in the queue: an operator can be heard. */
  private void start(Utterance utterance, Playing what) {
    try {
      line.start(utterance);
      playing = what;
    } catch (RuntimeException e) {
      playing = Playing.NOTHING;
      musicDue = line.now().plus(MUSIC_PAUSE);
      mute("play", e);
    }
  }

  private void mute(String part, RuntimeException e) {
    LOG.atWarn()
        .addKeyValue("call", call.arrival().call())
        .addKeyValue("step", terms.step())
        .addKeyValue("part", part)
        .addKeyValue("cause", e.getClass().getSimpleName())
        .log("a part of waiting failed");
  }

  /** What was played has come to its end, or was cut. */
  void over(boolean completed) {
    switch (playing) {
      case ANNOUNCEMENT -> {
        played(announcement.voice(call), completed);
        announcement.heard(call.log());
        told();
        music();
      }
      case OFFER -> {
        played(offer(), completed);
        music();
      }
      case MUSIC, NOTHING -> {
        playing = Playing.NOTHING;
        musicDue = line.now().plus(MUSIC_PAUSE);
      }
    }
  }

  private void played(Voice voice, boolean completed) {
    call.log().note(new PromptPlayed(terms.step(), voice.shown(), completed));
  }
}
