package org.liniya.sip.wire;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A network that loses, doubles, delays and so reorders messages, as a seed says. Remembers all of
 * them for the story that a failing seed tells. For one thread.
 */
public final class SimNet {

  private record Sent(long at, int from, int to, SIPMessage message, String fate) {
    @Override
    public String toString() {
      return "%9.3f  %d → %d  %s  [CSeq %s, %s] %s"
          .formatted(
              at / 1e3,
              from,
              to,
              message.getFirstLine().strip(),
              message.getCSeq().getSeqNumber(),
              message.getCSeq().getMethod(),
              fate);
    }
  }

  private final SimTime time;
  private final Random random;
  private final double loss;
  private final double doubling;
  private final int longestDelayMs;
  private final Map<Integer, SimWire> places = new HashMap<>();
  private final List<Object> story = new ArrayList<>();

  public SimNet(SimTime time, Random random) {
    this.time = time;
    this.random = random;
    this.loss = random.nextInt(4) == 0 ? 0 : random.nextDouble(0.4);
    this.doubling = random.nextDouble(0.2);
    this.longestDelayMs = 1 + random.nextInt(random.nextInt(3) == 0 ? 2_000 : 150);
  }

  public SimTime time() {
    return time;
  }

  /** A new place at 127.0.0.1 with a port of its own. */
  public SimWire place(int port) {
    SimWire wire = new SimWire(this, port);
    places.put(port, wire);
    return wire;
  }

  /** Notes what somebody did. */
  public void note(String what) {
    story.add("%9.3f  %s".formatted(time.millis() / 1e3, what));
  }

  /** Everything that happened, one thing a line. */
  public String story() {
    return story.stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  void send(int from, int to, SIPMessage message) {
    if (random.nextDouble() < loss) {
      story.add(new Sent(time.millis(), from, to, message, "lost"));
      return;
    }
    int copies = random.nextDouble() < doubling ? 2 : 1;
    story.add(new Sent(time.millis(), from, to, message, copies == 2 ? "doubled" : ""));
    byte[] bytes = message.encodeAsBytes("udp");
    for (int i = 0; i < copies; i++) {
      time.after(1 + random.nextInt(longestDelayMs), () -> deliver(from, to, bytes));
    }
  }

  private void deliver(int from, int to, byte[] bytes) {
    SimWire place = places.get(to);
    if (place != null) {
      place.receive(from, parse(bytes));
    }
  }

  private static SIPMessage parse(byte[] bytes) {
    try {
      return new StringMsgParser().parseSIPMessage(bytes, true, false, null);
    } catch (ParseException e) {
      throw new IllegalStateException(new String(bytes, StandardCharsets.UTF_8), e);
    }
  }
}
