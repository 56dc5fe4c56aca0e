package org.liniya.server.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.liniya.testkit.phone.RawSip;
import org.liniya.testkit.phone.SipMessage;

/**
 * One caller of a storm: dials, types ahead, listens, hangs up or is cut off. What it has heard is
 * what left the server as sound. Runs on a virtual thread, and never fails: a server that dies is
 * what a storm is about.
 */
final class StormCaller implements Callable<StormCaller.Experience> {
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final int RTP_SEQUENCE = 2;
  private static final int RTP_HEADER = 12;
  private static final int LONGEST_MS = 9_000;

  private final int serverPort;
  private final String number;
  private final Random random;
  private final AtomicInteger waiting;
  private final List<Integer> heard = new ArrayList<>();
  private int last = StormPrompts.NOTHING;
  private Optional<Integer> sequence = Optional.empty();
  private int lastBegan;
  private int cseq = 1;

  /**
   * What a caller knows.
   *
   * @param answered whether a 200 came
   * @param numbers ticket numbers that were spoken from beginning to end
   * @param begun digits of a number of which the rest was not heard
   */
  record Experience(String number, boolean answered, List<String> numbers, String begun) {
    Experience {
      numbers = List.copyOf(numbers);
    }
  }

  /**
   * @param number of its own, by which its call is found afterwards
   * @param waiting how many callers wait for an answer; counts this one while it does
   */
  StormCaller(int serverPort, String number, Random random, AtomicInteger waiting) {
    this.serverPort = serverPort;
    this.number = number;
    this.random = random;
    this.waiting = waiting;
  }

  @Override
  public Experience call() {
    boolean answered = false;
    try (RawSip sip = RawSip.to(serverPort);
        DatagramSocket sound = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      Optional<SipMessage> ok = answer(sip, sound.getLocalPort());
      answered = ok.isPresent();
      if (answered) {
        try {
          talk(sip, sound, ok.get());
        } finally {
          sayBye(sip, ok.get());
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (AssertionError | UncheckedIOException gone) {
      // the server does not answer any more; what was heard before counts
    }
    return experience(answered);
  }

  private Optional<SipMessage> answer(RawSip sip, int soundPort) {
    waiting.incrementAndGet();
    try {
      return invite(sip, soundPort);
    } finally {
      waiting.decrementAndGet();
    }
  }

  private Optional<SipMessage> invite(RawSip sip, int soundPort) {
    String invite =
        text("INVITE", "sip:hotline@{server}", "<sip:hotline@{server}>", 1)
            + "Content-Type: application/sdp\nContent-Length: {len}\n\n"
            + Sdp.usual(soundPort).text();
    for (int tries = 0; tries < 3; tries++) {
      sip.send(invite);
      try {
        SipMessage last = sip.await(message -> message.status() >= 200, ANSWER);
        return Optional.of(last).filter(message -> message.status() == 200);
      } catch (AssertionError notYet) {
        // said again, as RFC 3261 section 17.1.1.2 wants it, more or less
      }
    }
    return Optional.empty();
  }

  private void talk(RawSip sip, DatagramSocket sound, SipMessage ok) throws IOException {
    String target = ok.contact();
    String to = ok.header("To").orElseThrow();
    sip.send(text("ACK", target, to, 1) + "Content-Length: 0\n\n");
    long over = System.nanoTime() + (1_000 + random.nextInt(LONGEST_MS - 1_000)) * 1_000_000L;
    for (char key : keys().toCharArray()) {
      listen(sound, 0);
      String body = "Signal=" + key + "\nDuration=100\n";
      String request = text("INFO", target, to, ++cseq);
      sip.send(request + "Content-Type: application/dtmf-relay\nContent-Length: {len}\n\n" + body);
      String wanted = cseq + " INFO";
      sip.await(m -> m.status() >= 200 && m.header("CSeq").orElse("").equals(wanted), ANSWER);
    }
    boolean here = true;
    while (here && System.nanoTime() < over) {
      here = listen(sound, 500);
    }
  }

  private void sayBye(RawSip sip, SipMessage ok) {
    String to = ok.header("To").orElseThrow();
    sip.send(text("BYE", ok.contact(), to, ++cseq) + "Content-Length: 0\n\n");
  }

  /** Russian or English, a category or a person, a SNILS that is right, and that it is right. */
  private String keys() {
    String language = random.nextBoolean() ? "1" : "2";
    String category = List.of("1", "3", "4", "5").get(random.nextInt(4));
    return random.nextInt(3) == 0 ? "0" : language + category + "11223344595" + "1";
  }

  /** False when nothing came for so long: the far end is gone, or we are on nobody's mind. */
  private boolean listen(DatagramSocket sound, int waitMs) throws IOException {
    byte[] buffer = new byte[400];
    boolean came = false;
    while (true) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        sound.setSoTimeout(came || waitMs == 0 ? 1 : waitMs);
        sound.receive(packet);
      } catch (SocketTimeoutException nothing) {
        return came;
      }
      came = true;
      ByteBuffer rtp = ByteBuffer.wrap(buffer, 0, packet.getLength());
      int number = rtp.getShort(RTP_SEQUENCE) & 0xFFFF;
      missed(number);
      hear(StormPrompts.said(buffer, RTP_HEADER, packet.getLength()), number);
    }
  }

  /** What was in a packet that did not come is not known: a number that lacks it is none. */
  private void missed(int number) {
    sequence
        .filter(before -> ((before + 1) & 0xFFFF) != number)
        .ifPresent(_ -> heard.add(StormPrompts.MISSED));
    sequence = Optional.of(number);
  }

  /**
   * A prompt may lie across two packets: the same in the next one is the same prompt.
   *
   * @param number of the packet; its timestamp would not do, which leaps when the server is late
   */
  private void hear(int mark, int number) {
    boolean goesOn = mark == last && ((number - lastBegan) & 0xFFFF) <= 1;
    if (mark != StormPrompts.NOTHING && !goesOn) {
      heard.add(mark);
      lastBegan = number;
    }
    last = mark;
  }

  private Experience experience(boolean answered) {
    List<String> numbers = new ArrayList<>();
    Optional<StringBuilder> number = Optional.empty();
    for (int mark : heard) {
      if (mark == StormPrompts.MISSED) {
        number = Optional.empty();
      } else if (mark == StormPrompts.NUMBER_BEGINS) {
        number = Optional.of(new StringBuilder());
      } else if (mark == StormPrompts.NUMBER_ENDS && number.isPresent()) {
        numbers.add(number.get().toString());
        number = Optional.empty();
      } else if (mark < 10) {
        number.ifPresent(digits -> digits.append(mark));
      }
    }
    return new Experience(
        this.number, answered, numbers, number.map(StringBuilder::toString).orElse(""));
  }

  private String text(String method, String target, String to, int sequence) {
    return """
    %s %s SIP/2.0
    Via: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bKst%s-%d-%s;rport
    From: <sip:%s@127.0.0.1:{port}>;tag=storm
    To: %s
    Call-ID: storm-%s
    CSeq: %d %s
    Max-Forwards: 70
    Contact: <sip:%s@127.0.0.1:{port}>
    """
        .formatted(
            method,
            target,
            number.substring(1),
            sequence,
            method,
            number,
            to,
            number,
            sequence,
            method,
            number);
  }
}
