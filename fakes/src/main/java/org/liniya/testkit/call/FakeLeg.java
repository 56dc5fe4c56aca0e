package org.liniya.testkit.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.call.Language;
import org.liniya.call.LegId;
import org.liniya.call.Signal;
import org.liniya.port.Ear;
import org.liniya.port.Encoding;
import org.liniya.port.Leg;
import org.liniya.port.Mix;
import org.liniya.port.Recording;
import org.liniya.speak.Clip;
import org.liniya.speak.Utterance;

/**
 * A leg whose party is a test: it notes what is heard and when, and presses keys. Plays in the
 * virtual time of its {@link FakeInbox}, on whose thread it lives.
 */
public final class FakeLeg implements Leg {

  /** How long every prompt of words lasts; a digit or number takes {@link #DIGIT}. */
  public static final Duration PROMPT = Duration.ofSeconds(2);

  public static final Duration DIGIT = Duration.ofMillis(400);

  private static final Duration PACKET = Duration.ofMillis(20);

  /** As loud as it can be: a fake voice is a row of these. */
  private static final byte[] VOICE = new byte[160];

  private static final Duration ENDLESS = Duration.ofDays(1);

  private final LegId id;
  private final FakeInbox inbox;
  private final FakeTime time;
  private final FakePromptCatalogue prompts;
  private final List<Heard> heard = new ArrayList<>();
  private Consumer<Heard> listener = _ -> {};
  private Optional<Sounding> sounding = Optional.empty();
  private Optional<Leg> peer = Optional.empty();
  private Optional<Mix> mix = Optional.empty();
  private Optional<Recording> recording = Optional.empty();
  private Optional<EndCause> ended = Optional.empty();
  private Set<Verb> broken = Set.of();
  private boolean answered;
  private Optional<Hearing> listening = Optional.empty();
  private Optional<Ear> lent = Optional.empty();
  private boolean speaks;
  private long speeches;
  private long listenings;
  private long lendings;
  private long playings;
  private int bridgesToFail;

  /** What a leg can be told, and can fail at. */
  public enum Verb {
    RING,
    PROGRESS,
    ANSWER,
    PLAY,
    BRIDGE,
    MIX,
    RECORD,
    LISTEN,
    LEND
  }

  /**
   * Something that began to sound.
   *
   * @param name a prompt's, or {@code music}, {@code tone}
   * @param language empty for music and tones
   */
  public record Heard(Duration at, String name, Optional<Language> language) {}

  public FakeLeg(String id, FakeInbox inbox, FakeTime time, FakePromptCatalogue prompts) {
    this.id = new LegId(id);
    this.inbox = inbox;
    this.time = time;
    this.prompts = prompts;
  }

  private final class Sounding implements Playing {
    private final long number = ++playings;
    private Duration soundsUntil = Duration.ZERO;
    private boolean over;

    @Override
    public long number() {
      return number;
    }

    @Override
    public void stop() {
      end(false);
    }

    private void end(boolean completed) {
      if (!over) {
        over = true;
        sounding = Optional.empty();
        if (ended.isEmpty()) {
          inbox.post(new Signal.PlayingEnded(number, completed));
        }
      }
    }
  }

  @Override
  public LegId id() {
    return id;
  }

  @Override
  public void ring() {
    mayFail(Verb.RING);
  }

  @Override
  public void progress() {
    mayFail(Verb.PROGRESS);
    if (!answered && ended.isEmpty()) {
      inbox.post(new Signal.LegProgressing(id));
    }
  }

  @Override
  public void answer() {
    mayFail(Verb.ANSWER);
    if (!answered && ended.isEmpty()) {
      answered = true;
      inbox.post(new Signal.LegAnswered(id));
    }
  }

  @Override
  public Playing play(Utterance utterance) {
    mayFail(Verb.PLAY);
    silence();
    Sounding playing = new Sounding();
    if (ended.isPresent()) {
      return playing;
    }
    sounding = Optional.of(playing);
    Duration at = Duration.ZERO;
    for (Clip clip : utterance.clips()) {
      Duration begins = at;
      switch (clip) {
        case Clip.Prompt(Language language, String name) -> {
          if (prompts.names(language).contains(name)) {
            begin(playing, begins, name, Optional.of(language), length(name));
            at = at.plus(length(name));
          }
        }
        case Clip.Text _ -> {} // as every leg: what was not read before cannot be played
        case Clip.Silence(Duration length) -> at = at.plus(length);
        case Clip.Tone(_, Duration length) -> {
          begin(playing, begins, "tone", Optional.empty(), length);
          at = at.plus(length);
        }
        case Clip.Music _ -> {
          begin(playing, begins, "music", Optional.empty(), ENDLESS);
          return playing;
        }
      }
    }
    inbox.after(at, () -> playing.end(true));
    return playing;
  }

  private void begin(
      Sounding playing, Duration after, String name, Optional<Language> language, Duration length) {
    inbox.after(
        after,
        () -> {
          if (!playing.over) {
            playing.soundsUntil = time.elapsed().plus(length);
            Heard now = new Heard(time.elapsed(), name, language);
            heard.add(now);
            listener.accept(now);
          }
        });
  }

  private static Duration length(String name) {
    return name.matches("(digit|number)-.*") ? DIGIT : PROMPT;
  }

  private void silence() {
    sounding.ifPresent(playing -> playing.end(false));
    peer = Optional.empty();
    mix = Optional.empty();
  }

  @Override
  public Bridging mix(Mix wanted) {
    mayFail(Verb.MIX);
    for (Leg party : wanted.parties()) {
      if (party instanceof FakeLeg fake && fake.ended.isEmpty()) {
        fake.silence();
        fake.mix = Optional.of(wanted);
      }
    }
    return () -> {
      for (Leg party : wanted.parties()) {
        if (party instanceof FakeLeg fake) {
          fake.mix = fake.mix.filter(now -> !now.equals(wanted));
        }
      }
    };
  }

  @Override
  public Bridging bridge(Leg other) {
    mayFail(Verb.BRIDGE);
    if (bridgesToFail > 0) {
      bridgesToFail--;
      throw new IllegalStateException("no bridge (a test said so)");
    }
    silence();
    peer = ended.isEmpty() ? Optional.of(other) : Optional.empty();
    if (other instanceof FakeLeg fake) {
      fake.mix = Optional.empty();
    }
    return () -> peer = Optional.empty();
  }

  @Override
  public void record(Recording taken) {
    mayFail(Verb.RECORD);
    recording = ended.isEmpty() ? Optional.of(taken) : recording;
  }

  @Override
  public Listening listen() {
    mayFail(Verb.LISTEN);
    Hearing hearing = new Hearing(++listenings, speaks);
    listening = ended.isEmpty() ? Optional.of(hearing) : Optional.empty();
    if (ended.isEmpty() && speaks) {
      inbox.post(new Signal.VoiceActivity(hearing.number, true));
    }
    return hearing;
  }

  @Override
  public Lending lend(Ear ear) {
    mayFail(Verb.LEND);
    lent = ended.isEmpty() ? Optional.of(ear) : Optional.empty();
    long number = ++lendings;
    return () -> lent = lent.filter(_ -> lendings != number);
  }

  /** The ear that hears this party now. */
  public Optional<Ear> ear() {
    return lent;
  }

  /** An ear that throws hears no more. */
  private void heard(byte[] packet) {
    try {
      lent.ifPresent(
          ear -> ear.hear(time.elapsed().toNanos(), Encoding.PCMA, packet, 0, packet.length));
    } catch (RuntimeException e) {
      lent = Optional.empty();
    }
  }

  private final class Hearing implements Listening {
    private final long number;
    private boolean told;

    Hearing(long number, boolean told) {
      this.number = number;
      this.told = told;
    }

    @Override
    public long number() {
      return number;
    }

    @Override
    public void stop() {
      listening = listening.filter(now -> now != this);
    }

    private void tell() {
      if (told != speaks && ended.isEmpty()) {
        told = speaks;
        inbox.post(new Signal.VoiceActivity(number, speaks));
      }
    }
  }

  /** The party speaks for so long, beginning now. */
  public void speaks(Duration span) {
    long now = ++speeches;
    speaks = true;
    listening.ifPresent(Hearing::tell);
    for (Duration at = Duration.ZERO; at.compareTo(span) < 0; at = at.plus(PACKET)) {
      inbox.after(at, () -> heard(VOICE));
    }
    inbox.after(span.plus(Signal.VoiceActivity.HANG_OVER), () -> stopsSpeaking(now));
  }

  /** Unless something further was said meanwhile. */
  private void stopsSpeaking(long speech) {
    if (speech == speeches) {
      speaks = false;
      listening.ifPresent(Hearing::tell);
    }
  }

  @Override
  public void hangUp(EndCause cause) {
    end(cause);
  }

  private void end(EndCause cause) {
    if (ended.isEmpty()) {
      ended = Optional.of(cause);
      lent = Optional.empty();
      silence();
      inbox.post(new Signal.LegEnded(id, cause));
    }
  }

  /** The party presses a key. */
  public void presses(Key key) {
    if (ended.isEmpty()) {
      inbox.post(new Signal.KeyPressed(id, key, time.now()));
    }
  }

  /** The party hangs up, or is lost. */
  public void partyEnds(EndCause cause) {
    end(cause);
  }

  /** From now on these verbs throw; those that are not named work again. */
  public void failing(Set<Verb> verbs) {
    broken = Set.copyOf(verbs);
  }

  /** The next attempt to bridge throws. */
  public void failNextBridge() {
    bridgesToFail++;
  }

  private void mayFail(Verb verb) {
    if (broken.contains(verb)) {
      throw new IllegalStateException(verb + " does not work (a test said so)");
    }
  }

  /** Called with everything that begins to sound. */
  public void onHeard(Consumer<Heard> receiver) {
    listener = receiver;
  }

  public List<Heard> heard() {
    return List.copyOf(heard);
  }

  /** The names of what was heard, in order. */
  public List<String> heardNames() {
    return heard.stream().map(Heard::name).toList();
  }

  /** Whether the party hears anything in this moment: a prompt, music or the other party. */
  public boolean hearsSomething() {
    return peer.isPresent()
        || !mixed().isEmpty()
        || sounding.filter(s -> time.elapsed().compareTo(s.soundsUntil) < 0).isPresent();
  }

  /** The leg that this one is joined with now. */
  public Optional<Leg> peer() {
    return peer;
  }

  /** The legs of a mix that this one hears now. */
  public Set<Leg> mixed() {
    return mix.map(now -> now.heardBy(this)).orElse(Set.of());
  }

  public Optional<Recording> recording() {
    return recording;
  }

  @Override
  public boolean isOver() {
    return ended.isPresent();
  }

  public Optional<EndCause> ended() {
    return ended;
  }
}
