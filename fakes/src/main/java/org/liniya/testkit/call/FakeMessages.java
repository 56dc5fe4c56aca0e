package org.liniya.testkit.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.liniya.port.MessageSender;
import org.liniya.port.Services.Asking;
import org.liniya.port.Services.Reason;

/** A gateway that keeps what it was given, in the virtual time of an inbox. For one thread. */
public final class FakeMessages implements MessageSender {

  private final FakeAnswers answers;
  private final Set<Channel> channels;
  private final Set<Channel> refused = EnumSet.noneOf(Channel.class);
  private final Set<Channel> failing = EnumSet.noneOf(Channel.class);
  private final List<Message> taken = new ArrayList<>();

  public FakeMessages(FakeInbox inbox, Set<Channel> channels) {
    this.answers = new FakeAnswers(inbox);
    this.channels = Set.copyOf(channels);
  }

  /** From now on everything is taken. */
  public void takesAll() {
    answers.well();
    refused.clear();
    failing.clear();
  }

  /** From now on no address of this channel is taken. */
  public void refuses(Channel channel) {
    refused.add(channel);
  }

  /** From now on the gateway of this channel is not well. */
  public void fails(Channel channel) {
    failing.add(channel);
  }

  /** It never answers, which the port's promise forbids. */
  public void hangs() {
    answers.hangs();
  }

  /** How long an answer takes. */
  public void takes(Duration time) {
    answers.takes(time);
  }

  /** What was taken, in order. */
  public List<Message> taken() {
    return List.copyOf(taken);
  }

  /** How many messages were given up. */
  public int cancelled() {
    return answers.cancelled();
  }

  @Override
  public Asking send(Message message, Consumer<Outcome> told) {
    Optional<Outcome> trouble = trouble(message.channel());
    if (trouble.isEmpty() && answers.answering()) {
      taken.add(message);
    }
    return answers.tell(trouble.orElseGet(Outcome.Taken::new), told);
  }

  private Optional<Outcome> trouble(Channel channel) {
    if (!channels.contains(channel)) {
      return Optional.of(new Outcome.Failed(Reason.UNKNOWN_SERVICE));
    }
    if (failing.contains(channel)) {
      return Optional.of(new Outcome.Failed(Reason.UNWELL));
    }
    return refused.contains(channel) ? Optional.of(new Outcome.Refused()) : Optional.empty();
  }
}
