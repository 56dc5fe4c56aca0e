package org.liniya.testkit.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.liniya.audio.hearing.Sound;
import org.liniya.testkit.phone.CallState.Closed;
import org.liniya.testkit.phone.CallState.Dialled;
import org.liniya.testkit.phone.CallState.Offered;
import org.liniya.testkit.phone.CallState.Ringing;
import org.liniya.testkit.phone.CallState.Talking;

/**
 * One call of a {@link Baresip}, seen from that telephone. Any thread may use it; what it tells
 * comes from baresip's events.
 */
public final class PhoneCall {
  private static final int WAV_HEADER = 44;

  private final Baresip phone;
  private final Waiting waiting;
  private final Dump dump;
  private final String peerUri;
  private final String peerName;
  private final StringBuilder keys = new StringBuilder();
  private final boolean cameIn;
  private String id;
  private CallState state;

  PhoneCall(Baresip phone, Waiting waiting, Dump dump, BaresipEvent incoming) {
    this(
        phone,
        waiting,
        dump,
        incoming.callId(),
        incoming.peerUri(),
        incoming.peerName(),
        new Offered(incoming.at()));
  }

  PhoneCall(Baresip phone, Waiting waiting, Dump dump, String dialled) {
    this(phone, waiting, dump, "", dialled, "", new Dialled());
  }

  private PhoneCall(
      Baresip phone,
      Waiting waiting,
      Dump dump,
      String id,
      String peerUri,
      String peerName,
      CallState state) {
    this.phone = phone;
    this.waiting = waiting;
    this.dump = dump;
    this.id = id;
    this.peerUri = peerUri;
    this.peerName = peerName;
    this.state = state;
    this.cameIn = state instanceof Offered;
  }

  boolean cameIn() {
    return cameIn;
  }

  /** Takes an event of this call; runs under the lock of {@link Waiting}. */
  void take(BaresipEvent event) {
    if (!event.callId().isEmpty()) {
      id = event.callId();
    }
    switch (event.type()) {
      case "CALL_RINGING", "CALL_PROGRESS" -> state = new Ringing(event.at());
      case "CALL_ESTABLISHED" -> state = new Talking(event.at());
      case "CALL_CLOSED" -> close(event.at(), event.param());
      case "CALL_DTMF_START" -> keys.append(event.param());
      default -> {} // SDP, RTP and RTCP news change nothing here
    }
  }

  void close(Instant at, String reason) {
    if (!(state instanceof Closed)) {
      state = new Closed(at, reason);
    }
  }

  boolean isOver() {
    return state instanceof Closed;
  }

  boolean belongs(BaresipEvent event) {
    boolean sameDirection = event.direction().equals(cameIn ? "incoming" : "outgoing");
    boolean unnamed = id.isEmpty() || event.callId().isEmpty();
    return sameDirection && (unnamed ? !isOver() : id.equals(event.callId()));
  }

  /** The Call-ID of SIP; empty as long as a dialled call was not answered by any response. */
  public String callId() {
    return waiting.look(() -> id);
  }

  /** Whom it is with, as a SIP URI. */
  public String peerUri() {
    return peerUri;
  }

  /** The display name that an incoming call showed; empty when it showed none. */
  public String peerName() {
    return peerName;
  }

  /** Where it stands. */
  public CallState state() {
    return waiting.look(() -> state);
  }

  /** The keys that the other side pressed and this telephone understood (RFC 4733), in order. */
  public String keysHeard() {
    return waiting.look(keys::toString);
  }

  /** A header of the INVITE by which this incoming call came, from baresip's SIP trace. */
  public Optional<String> header(String name) {
    return phone.trace().inviteHeader(callId(), name);
  }

  /** Answers with 200. */
  public void accept() {
    phone.awaitRecording();
    phone.command("accept", "");
  }

  /**
   * Refuses a call that rings here: baresip answers {@code 486 Rejected}; it can give no other
   * status.
   */
  public void reject() {
    phone.command("hangup", "");
  }

  /** Ends the call: BYE, or CANCEL before the answer, or 486 when it rings here. */
  public void hangUp() {
    phone.command("hangup", "");
  }

  /**
   * Puts the other side on hold: re-INVITE with {@code sendonly}; a second hold sends nothing more.
   */
  public void hold() {
    phone.command("hold", "");
  }

  /** Ends the hold. */
  public void resume() {
    phone.command("resume", "");
  }

  /**
   * Presses keys. baresip sends them by RFC 4733 one after the other, 240 ms each; this returns at
   * once, and keys pressed meanwhile queue behind them.
   */
  public void press(String keysToSend) {
    phone.command("sndcode", keysToSend);
  }

  /** Blind transfer: REFER. */
  public void transfer(String uri) {
    phone.command("transfer", uri);
  }

  /** Waits until the other side rings. */
  public Instant awaitRinging(Duration atMost) {
    return waiting.await(
        atMost,
        () -> state instanceof Ringing(Instant since) ? Optional.of(since) : Optional.empty(),
        () -> "ringing" + story());
  }

  /**
   * Waits for the answer.
   *
   * @return when this JVM learnt of it
   */
  public Instant awaitTalking(Duration atMost) {
    return waiting.await(
        atMost,
        () -> state instanceof Talking(Instant since) ? Optional.of(since) : Optional.empty(),
        () -> "an answer" + story());
  }

  /** Waits for the end. */
  public Closed awaitClosed(Duration atMost) {
    return waiting.await(
        atMost,
        () -> state instanceof Closed closed ? Optional.of(closed) : Optional.empty(),
        () -> "the end" + story());
  }

  /** Waits until the keys heard so far end with these. */
  public void awaitKeys(String expected, Duration atMost) {
    waiting.await(
        atMost,
        () -> keys.toString().endsWith(expected) ? Optional.of(expected) : Optional.empty(),
        () -> keys.length() + " keys heard, waiting for " + expected.length() + story());
  }

  /**
   * What this telephone heard, complete once the call is over (waits up to 5 s for the file); of a
   * call that is still alive or was killed, as much as there is.
   */
  public Sound heard() {
    return recorded(heardWav());
  }

  /** What this telephone sent; completeness as {@link #heard()}. */
  public Sound sent() {
    return recorded(sentWav());
  }

  /** The program makes the file first and writes its header a moment later. */
  private static Sound recorded(Path wav) {
    try {
      return Files.size(wav) < WAV_HEADER ? Sound.of(new short[0]) : Sound.read(wav);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The file of {@link #heard()}; no gaps: time without packets, keys and hold are missing in it.
   */
  public Path heardWav() {
    return dump.file(Dump.Direction.HEARD, this);
  }

  /** The file of {@link #sent()}. */
  public Path sentWav() {
    return dump.file(Dump.Direction.SENT, this);
  }

  boolean recordingMayGrow() {
    return waiting.look(() -> !isOver()) || !phone.isAlive();
  }

  String story() {
    return " of the call with " + peerUri + "; it is " + state + phone.tail();
  }

  /** Codecs and the like, as baresip prints them; for messages. */
  public List<String> report() {
    return phone.command("callstat", "").lines().toList();
  }
}
