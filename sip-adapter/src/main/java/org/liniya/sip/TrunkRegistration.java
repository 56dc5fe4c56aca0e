package org.liniya.sip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import javax.sip.message.Request;
import org.liniya.sip.trunk.HeaderAddress;
import org.liniya.sip.trunk.PhoneUri;
import org.liniya.sip.trunk.RegisterRules;
import org.liniya.sip.trunk.RegistrationTimes;
import org.liniya.sip.wire.Outcome;
import org.liniya.sip.wire.Outgoing;
import org.liniya.sip.wire.Reply;
import org.liniya.sip.wire.Target;
import org.liniya.sip.wire.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one registration of ours at a provider alive (RFC 3261 section 10.2): answers its
 * challenge, renews in time, tries again after failures, gives the registration back at the end.
 * Works in a mailbox of its own; {@link #word} may be asked from any thread.
 */
final class TrunkRegistration {

  private static final Logger LOG = LoggerFactory.getLogger(TrunkRegistration.class);

  /** How often one REGISTER may be sent again because of a challenge or a 423. */
  private static final int REPETITIONS = 3;

  /**
   * <pre>
   *  Trying --200--> Registered --85 to 90% of its life--> Trying
   *     \--refusal, silence--> Failed --30 s … 10 min--> Trying
   *  any --stop()--> Leaving
   * </pre>
   */
  private sealed interface State {
    record Trying(int failures) implements State {}

    record Registered() implements State {}

    record Failed(int failures) implements State {}

    record Leaving(Runnable done) implements State {}
  }

  private final TrunkLine line;
  private final RegisterRules rules;
  private final LegTools tools;
  private final TrunkAddress address;
  private final Mailbox mailbox;
  private final String callId = Tokens.token();
  private final String fromTag = Tokens.token();
  private Duration life;
  private long cseq;
  private Timers.Timer next = () -> {};
  private volatile State state = new State.Trying(0);

  TrunkRegistration(TrunkLine line, RegisterRules rules, LegTools tools, Executor patient) {
    this.line = line;
    this.rules = rules;
    this.tools = tools;
    this.address = new TrunkAddress(rules.registrar(), tools, patient);
    this.mailbox = new Mailbox(tools.executor());
    this.life = rules.expires();
  }

  TrunkAddress address() {
    return address;
  }

  void start() {
    address.start();
    mailbox.post(this::register);
  }

  /** Unregisters; {@code done} runs when that is answered, at once when nothing was registered. */
  void stop(Runnable done) {
    address.stop();
    mailbox.post(
        () -> {
          boolean registered = state instanceof State.Registered;
          next.cancel();
          state = new State.Leaving(done);
          if (registered) {
            send(Duration.ZERO, List.of(), REPETITIONS);
          } else {
            done.run();
          }
        });
  }

  /** {@code registered}, {@code trying} or {@code failed}. */
  String word() {
    return switch (state) {
      case State.Registered() -> "registered";
      case State.Failed _ -> "failed";
      case State.Trying _, State.Leaving _ -> "trying";
    };
  }

  private void register() {
    switch (state) {
      case State.Failed(int failures) -> state = new State.Trying(failures);
      case State.Registered _, State.Trying _ -> {}
      case State.Leaving _ -> {
        return;
      }
    }
    send(life, List.of(), REPETITIONS);
  }

  private void send(Duration asked, List<Map.Entry<String, String>> more, int left) {
    Optional<Target> target = address.target();
    if (target.isEmpty()) {
      failed("the registrar's name is not known");
      return;
    }
    String domain = rules.registrar().authority();
    String own = "sip:" + rules.login().user() + "@" + domain;
    List<Map.Entry<String, String>> headers = new ArrayList<>(more);
    headers.add(
        Map.entry("Contact", tools.wire().messages().contact(rules.contactUser(), target.get())));
    headers.add(Map.entry("Expires", Long.toString(asked.toSeconds())));
    Outgoing register =
        new Outgoing(
            Request.REGISTER,
            "sip:" + domain + rules.registrar().parameter(),
            callId,
            "<" + own + ">",
            fromTag,
            own,
            ++cseq,
            target,
            headers,
            Optional.empty());
    tools.wire().send(tools.wire().messages().request(register), new Heard(register, asked, left));
  }

  /** Posts what comes of one REGISTER; only the last one sent counts. */
  private final class Heard implements Outcome {
    private final Outgoing register;
    private final Duration asked;
    private final int left;

    Heard(Outgoing register, Duration asked, int left) {
      this.register = register;
      this.asked = asked;
      this.left = left;
    }

    @Override
    public void reply(Reply reply) {
      if (!reply.provisional()) {
        mailbox.post(() -> ifLast(() -> answered(register, asked, left, reply)));
      }
    }

    @Override
    public void failed() {
      mailbox.post(() -> ifLast(() -> TrunkRegistration.this.failed("the registrar is silent")));
    }

    private void ifLast(Runnable work) {
      if (register.cseq() == cseq) {
        work.run();
      }
    }
  }

  private void answered(Outgoing register, Duration asked, int left, Reply reply) {
    boolean shown =
        register.headers().stream().anyMatch(header -> header.getKey().endsWith("Authorization"));
    if (reply.success()) {
      accepted(asked, reply);
    } else if (DigestAnswer.asked(reply) && left > 0 && (!shown || DigestAnswer.stale(reply))) {
      DigestAnswer.to(reply, rules.login(), Request.REGISTER, register.uri())
          .ifPresentOrElse(
              header -> send(asked, List.of(header), left - 1),
              () -> failed("the registrar's challenge is not understood"));
    } else if (reply.status() == 423 && left > 0 && asked.isPositive()) {
      life = RegistrationTimes.longer(asked, minimum(reply));
      send(life, List.of(), left - 1);
    } else if (DigestAnswer.asked(reply)) {
      failed("the registrar refuses our password");
    } else {
      failed("the registrar answers " + reply.status());
    }
  }

  private static Duration minimum(Reply reply) {
    return reply.headers("Min-Expires").stream()
        .filter(value -> value.matches("\\d{1,9}"))
        .findFirst()
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(Duration.ofHours(1));
  }

  private void accepted(Duration asked, Reply reply) {
    if (state instanceof State.Leaving(Runnable done)) {
      if (asked.isPositive()) {
        send(Duration.ZERO, List.of(), REPETITIONS); // it was under way when we left
      } else {
        done.run();
      }
      return;
    }
    if (!(state instanceof State.Registered)) {
      LOG.atInfo().addKeyValue("trunk", line.trunk().name()).log("registered at the provider");
    }
    state = new State.Registered();
    again(RegistrationTimes.refreshAfter(granted(asked, reply), ThreadLocalRandom.current()));
  }

  /** What the registrar grants: at our Contact, else in Expires, else what was asked. */
  private Duration granted(Duration asked, Reply reply) {
    Optional<String> ours =
        HeaderAddress.all(reply.headers("Contact")).stream()
            .filter(contact -> isOurs(contact.uri()))
            .map(contact -> contact.parameters().getOrDefault("expires", ""))
            .filter(value -> value.matches("\\d{1,9}"))
            .findFirst();
    return ours.or(() -> reply.headers("Expires").stream().findFirst())
        .filter(value -> value.matches("\\d{1,9}"))
        .map(value -> Duration.ofSeconds(Math.max(1, Long.parseLong(value))))
        .filter(granted -> granted.compareTo(asked) < 0)
        .orElse(asked);
  }

  private boolean isOurs(String uri) {
    return PhoneUri.parse(uri).filter(at -> at.user().equals(rules.contactUser())).isPresent();
  }

  private void failed(String why) {
    switch (state) {
      case State.Leaving(Runnable done) -> done.run();
      case State.Trying(int failures) -> retry(failures + 1, why);
      case State.Registered() -> retry(1, why);
      case State.Failed(int failures) -> retry(failures + 1, why);
    }
  }

  private void retry(int failures, String why) {
    line.problem(why);
    state = new State.Failed(failures);
    again(RegistrationTimes.retryAfter(failures, ThreadLocalRandom.current()));
  }

  private void again(Duration wait) {
    next.cancel();
    next = tools.timers().after(wait, mailbox, this::register);
  }
}
