package org.liniya.flow.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.liniya.call.CallerNumber;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent.FirstPrompt;
import org.liniya.call.JournalEvent.IdentityChanged;
import org.liniya.call.JournalEvent.LanguageChosen;
import org.liniya.call.JournalEvent.NumberSpoken;
import org.liniya.call.JournalEvent.PromptPlayed;
import org.liniya.call.JournalEvent.StepFailed;
import org.liniya.call.Key;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Signal;
import org.liniya.flow.value.Field;
import org.liniya.flow.value.Levels;
import org.liniya.flow.value.Pace;
import org.liniya.flow.value.Variable;
import org.liniya.identity.Identity;
import org.liniya.listen.Expected;
import org.liniya.person.LookUp;
import org.liniya.port.Guest;
import org.liniya.port.Inbox;
import org.liniya.port.Leg;
import org.liniya.recovery.FaultPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call as its steps see it. Runs only on the call's thread. */
public final class LiveCall {

  private static final Logger LOG = LoggerFactory.getLogger(LiveCall.class);

  private final Arrival arrival;
  private final Ports ports;
  private final Limits limits;
  private final Script script;
  private final Inbox inbox;
  private final CallerLine line;
  private final Memory memory;
  private final CallLog log;
  private final Recorder recorder;
  private final CallTicket ticket;
  private final LateWrites writes;
  private final PromisedCallback promisedCallback = new PromisedCallback(this);
  private final KeptPlace keptPlace = new KeptPlace(this);
  private final SentCodes sentCodes = new SentCodes();
  private Stage stage = Stage.MENU;
  private Identity identity = Identity.NONE;
  private Duration talked = Duration.ZERO;
  private long attempts;

  /**
   * What of the flow a step may need besides itself.
   *
   * @param always keys that act in every menu and say
   * @param notice the prompt after which the call is recorded
   */
  public record Script(
      Collection<Variable> variables,
      Collection<Field> fields,
      Map<Key, Target> always,
      Optional<String> notice) {}

  public LiveCall(
      Arrival arrival, Ports ports, Limits limits, Script script, Leg leg, Inbox inbox) {
    this.arrival = arrival;
    this.ports = ports;
    this.limits = limits;
    this.script = script;
    this.inbox = inbox;
    this.line = new CallerLine(leg, inbox, ports.time(), new Reading(ports.prompts()), limits);
    this.memory =
        new Memory(
            script.variables(),
            script.fields(),
            ports.waitingRoom(),
            ports.estimates(),
            ports.calendars(),
            ports.time(),
            this::callsSince);
    this.log = new CallLog(arrival.call(), ports.journal(), ports.time());
    this.recorder = new Recorder(arrival.call(), leg, ports.recordings(), log, ports.time());
    this.writes = new LateWrites(arrival.call());
    this.ticket = new CallTicket(arrival.call(), ports, log, memory, writes);
    memory.set("call.called", arrival.to());
    memory.set("call.arrived", arrival.at());
    line.strays(this::stray);
    line.atFirstSound(() -> log.note(new FirstPrompt(age().toMillis())));
  }

  public Arrival arrival() {
    return arrival;
  }

  public Ports ports() {
    return ports;
  }

  public Limits limits() {
    return limits;
  }

  Inbox inbox() {
    return inbox;
  }

  public CallerLine line() {
    return line;
  }

  public Memory memory() {
    return memory;
  }

  public CallLog log() {
    return log;
  }

  public Recorder recorder() {
    return recorder;
  }

  public CallTicket ticket() {
    return ticket;
  }

  LateWrites writes() {
    return writes;
  }

  /**
   * The caller reached a rating or a goodbye. When that cannot be stored now it is stored later:
   * nobody who has been served is to hear of our trouble.
   */
  public void served() {
    writes.store("served", () -> ports.calls().served(arrival.call()));
  }

  public PromisedCallback promisedCallback() {
    return promisedCallback;
  }

  KeptPlace keptPlace() {
    return keptPlace;
  }

  public SentCodes sentCodes() {
    return sentCodes;
  }

  public Stage stage() {
    return stage;
  }

  public void stage(Stage now) {
    stage = now;
  }

  public Language language() {
    return new Language(memory.text("call.language"));
  }

  public Identity identity() {
    return identity;
  }

  /** A new utterance in the caller's language. */
  public Voice voice() {
    return new Voice(language(), Pace.of(memory.text("call.pace")));
  }

  /** Sets what a flow may set; a language counts as chosen by this. */
  public void set(String path, Object value) {
    memory.set(path, value);
    if (path.equals("call.pace")) {
      line.pace(Pace.of(memory.text(path)));
    }
    if (path.equals("call.language")) {
      log.note(new LanguageChosen(language()));
      ports.calls().languageChosen(arrival.call(), language());
      ticket.update(identity, language());
    }
  }

  /**
   * The call is one that we have made, to a caller who is owed it; before any step. Who had come to
   * no ticket gets one now, for the flow names it.
   */
  public void resume(Returned caller) {
    keptPlace.is(caller.rank());
    memory.set("queue.group", caller.group());
    keep(() -> set("call.language", caller.language().tag()));
    keep(() -> caller.ticket().ifPresent(ticket::find));
    if (ticket.number().isEmpty()) {
      keep(() -> ticket.open(caller.group(), identity, language()));
    }
  }

  /**
   * The caller's identity became better known.
   *
   * @param datum what it rests on, for the ticket only
   */
  public void identify(Identity now, Optional<LookUp> datum) {
    identity = now;
    datum.ifPresent(ticket::stated);
    memory.set("caller.identity", Levels.rank(now.level()));
    log.commit(new IdentityChanged(now.level().word(), now.kind(), now.masked()));
    ticket.update(now, language());
  }

  /** Plays and journals; begins the recording when its notice was in it. */
  public CallerLine.Played say(String step, Voice voice, boolean bargeIn) {
    if (voice.isEmpty()) {
      return line.over().isPresent() ? CallerLine.Played.OVER : CallerLine.Played.COMPLETED;
    }
    return played(step, voice, line.play(voice.utterance(), bargeIn));
  }

  /** As {@link #say}, but left out when keys were pressed ahead: for the prompt of a question. */
  public CallerLine.Played prompt(String step, Voice voice, boolean bargeIn) {
    if (voice.isEmpty()) {
      return line.over().isPresent() ? CallerLine.Played.OVER : CallerLine.Played.COMPLETED;
    }
    return played(step, voice, line.prompt(voice.utterance(), bargeIn));
  }

  /**
   * Asks a question that keys answer, and words where some are expected and can be heard. Without
   * barge-in nothing is listened to before the question was asked.
   *
   * @param wait for the answer, from the end of the prompt
   */
  public Reply ask(
      String step, Voice voice, boolean bargeIn, Duration wait, Optional<Expected> expected) {
    try (Attention _ = bargeIn ? attend(expected) : Attention.none()) {
      if (prompt(step, voice, bargeIn) == CallerLine.Played.OVER) {
        return new Reply.Over(line.over().orElseThrow());
      }
      try (Attention _ = bargeIn ? Attention.none() : attend(expected)) {
        return line.reply(wait);
      }
    }
  }

  private Attention attend(Optional<Expected> expected) {
    return expected.map(what -> attend(what)).orElseGet(Attention::none);
  }

  /** Listens to an utterance; whoever asks for it closes it. */
  Attention attend(Expected expected) {
    return line.attend(ports.recognizer(), expected);
  }

  private CallerLine.Played played(String step, Voice voice, CallerLine.Played played) {
    if (played != CallerLine.Played.SKIPPED) {
      log.note(new PromptPlayed(step, voice.shown(), played == CallerLine.Played.COMPLETED));
    }
    if (played == CallerLine.Played.COMPLETED || played == CallerLine.Played.INTERRUPTED) {
      script.notice().filter(voice.shown()::contains).ifPresent(_ -> noticeHeard());
    }
    return played;
  }

  private void noticeHeard() {
    recorder.noticeHeard();
    memory.set("call.recorded", recorder.running());
  }

  /** The ticket's number was spoken to its end. */
  public void numberSpoken() {
    FaultPoint.NUMBER_SPOKEN.pass();
    ticket.number().ifPresent(number -> log.note(new NumberSpoken(number.digits())));
  }

  /** How long the whole call has lasted, by the wall clock. */
  public Duration age() {
    return Duration.between(arrival.at(), ports.time().now());
  }

  /**
   * Nobody who comes too late is left waiting, and no wish without an answer: an operator or a
   * number outside is let go at once, a transfer is declined, a guest is sent away. Other late news
   * mean nothing.
   */
  void stray(Signal signal) {
    switch (signal) {
      case Signal.OperatorAnswered late ->
          keep(
              () ->
                  ports.waitingRoom().callerLeft(arrival.call(), late.offer(), EndCause.WITHDRAWN));
      case Signal.Outside(long _, Signal.Outside.Answered(Leg leg)) ->
          keep(() -> leg.hangUp(EndCause.NORMAL));
      case Signal.TransferAsked asked -> keep(() -> asked.transfer().failed(EndCause.DECLINED));
      case Signal.Beside(long _, Signal.Beside.Came(Guest guest)) ->
          keep(() -> guest.told().accept(Guest.News.OVER));
      default -> {}
    }
  }

  /** The next attempt to reach a number outside. */
  long nextAttempt() {
    return ++attempts;
  }

  /** Only a number that the network vouches for is a key. */
  private long callsSince(Instant from) {
    return arrival.from() instanceof CallerNumber.Network(PhoneNumber number)
        ? ports.calls().callsFrom(number, from)
        : 0;
  }

  /** The caller has talked with an operator, or with another one. */
  void talked(Duration length) {
    talked = talked.plus(length);
    keep(() -> ports.calls().talked(arrival.call(), talked.toMillis()));
  }

  /** Does something whose failing is no reason to part two people; whether it was done. */
  boolean keep(Runnable part) {
    try {
      part.run();
      return true;
    } catch (RuntimeException e) {
      broken(e);
      return false;
    }
  }

  /** Something has failed in a talk that goes on. */
  void broken(RuntimeException e) {
    log.note(new StepFailed("", e.getClass().getSimpleName(), ""));
    LOG.atError()
        .addKeyValue("call", arrival.call())
        .addKeyValue("cause", e.getClass().getSimpleName())
        .log("a part of serving a caller failed");
  }
}
