package org.liniya.sip;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Request;
import org.liniya.sip.wire.Outcome;
import org.liniya.sip.wire.Outgoing;
import org.liniya.sip.wire.Reply;
import org.liniya.sip.wire.Target;
import org.liniya.sip.wire.Tokens;

/**
 * Asks a provider by OPTIONS whether it is there (RFC 3261 section 11). Any answer will do, a
 * refusal of OPTIONS too, but for 408 and 503. Works in a mailbox of its own.
 */
final class TrunkPing {

  private final TrunkLine line;
  private final TrunkAddress address;
  private final Duration every;
  private final LegTools tools;
  private final Mailbox mailbox;
  private Timers.Timer next = () -> {};
  private long asked;
  private long judged;

  TrunkPing(TrunkLine line, TrunkAddress address, Duration every, LegTools tools) {
    this.line = line;
    this.address = address;
    this.every = every;
    this.tools = tools;
    this.mailbox = new Mailbox(tools.executor());
  }

  void start() {
    mailbox.post(this::ask);
  }

  void stop() {
    mailbox.post(() -> next.cancel());
  }

  private void ask() {
    next = tools.timers().after(every, mailbox, this::ask);
    long number = ++asked;
    Optional<Target> target = address.target();
    if (target.isEmpty()) {
      judge(number, false);
      return;
    }
    tools.timers().after(tools.limits().unreachable(), mailbox, () -> judge(number, false));
    tools.wire().send(tools.wire().messages().request(options(target.get())), new Heard(number));
  }

  private Outgoing options(Target target) {
    String uri = "sip:" + address.place().authority() + address.place().parameter();
    return new Outgoing(
        Request.OPTIONS,
        uri,
        Tokens.token(),
        tools.wire().messages().contact("liniya", target),
        Tokens.token(),
        uri,
        1,
        Optional.of(target),
        List.of(Map.entry("Accept", "application/sdp")),
        Optional.empty());
  }

  /** The first judgement of a question counts. */
  private void judge(long number, boolean good) {
    if (number <= judged) {
      return;
    }
    judged = number;
    if (good) {
      line.answered();
    } else {
      line.remember("no answer to OPTIONS"); // the log hears of it when the trunk goes down
      line.failed();
    }
  }

  private final class Heard implements Outcome {
    private final long number;

    Heard(long number) {
      this.number = number;
    }

    @Override
    public void reply(Reply reply) {
      if (!reply.provisional()) {
        boolean good = reply.status() != 503 && reply.status() != 408;
        mailbox.post(() -> judge(number, good));
      }
    }

    @Override
    public void failed() {
      mailbox.post(() -> judge(number, false));
    }
  }
}
