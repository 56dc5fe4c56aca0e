package org.liniya.flow.step;

import java.util.Map;
import java.util.Optional;
import org.liniya.call.JournalEvent.InputMissed;
import org.liniya.call.Secret;
import org.liniya.flow.call.Enquiry;
import org.liniya.flow.call.LiveCall;
import org.liniya.flow.call.Outcome;
import org.liniya.flow.call.SentCodes.Sent;
import org.liniya.identity.OneTimeCode;
import org.liniya.person.LookUp;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.CodeSource;
import org.liniya.port.MessageSender;
import org.liniya.port.MessageSender.Channel;
import org.liniya.port.MessageSender.Message;
import org.liniya.port.Services.Reason;

/**
 * Sends one-time codes to a person, by the first channel that works. For one visit of a {@link
 * Verify}, on the call's thread.
 */
final class CodeSending {

  private final Verify.Code code;
  private final String step;
  private final LiveCall call;
  private final LookUp who;
  private final Map<Datum, Secret> data;

  /** What became of one. */
  sealed interface Result {
    record Done(Sent sent) implements Result {}

    /** There is no address that a code could reach. */
    record NoAddress() implements Result {}

    record Away() implements Result {}

    /** This call has had as many as a call may have. */
    record Enough() implements Result {}

    record Over(Outcome outcome) implements Result {}
  }

  /**
   * @param data what the registry knows of the person
   */
  CodeSending(Verify.Code code, String step, LiveCall call, LookUp who, Map<Datum, Secret> data) {
    this.code = code;
    this.step = step;
    this.call = call;
    this.who = who;
    this.data = Map.copyOf(data);
  }

  /**
   * Sends a new code; from then on no other counts.
   *
   * @param attempts how often it may be tried
   */
  Result send(int attempts) {
    call.sentCodes().forget();
    Result worst = new Result.NoAddress();
    for (Channel channel : code.channels()) {
      Optional<Secret> address = Optional.ofNullable(data.get(datum(channel)));
      if (address.isEmpty()) {
        continue;
      }
      if (!call.sentCodes().another()) {
        call.log().note(new InputMissed(step, "codes-used-up"));
        return new Result.Enough();
      }
      switch (send(channel, address.get(), attempts)) {
        case Result.Done done -> {
          return done;
        }
        case Result.Over over -> {
          return over;
        }
        case Result.Away away -> worst = away;
        case Result.NoAddress _, Result.Enough _ -> {}
      }
    }
    return worst;
  }

  static Datum datum(Channel channel) {
    return switch (channel) {
      case SMS -> Datum.PHONE;
      case EMAIL -> Datum.EMAIL;
    };
  }

  /** By one channel; another code each time, as nobody knows what still arrives. */
  private Result send(Channel channel, Secret address, int attempts) {
    CodeSource codes = call.ports().verification().codes();
    CodeSource.Fresh fresh = codes.fresh(code.keying().length());
    Message message = new Message(channel, address, fresh.code(), call.language());
    Enquiry<MessageSender.Outcome> enquiry =
        new Enquiry<>(
            call,
            step,
            channel.word(),
            told -> call.ports().verification().messages().send(message, told),
            MessageSender.Outcome.Failed::new);
    return switch (enquiry.ask()) {
      case Enquiry.Result.Over<MessageSender.Outcome>(Outcome outcome) -> new Result.Over(outcome);
      case Enquiry.Result.Answered<MessageSender.Outcome>(MessageSender.Outcome.Taken _) -> {
        enquiry.note("taken", "");
        OneTimeCode kept =
            OneTimeCode.of(
                fresh.code(), codes.salt(), call.line().now().plus(code.valid()), attempts);
        Sent sent = new Sent(who, channel, kept, fresh.digits(), call.line().now());
        call.sentCodes().remember(sent);
        yield new Result.Done(sent);
      }
      case Enquiry.Result.Answered<MessageSender.Outcome>(MessageSender.Outcome.Refused _) -> {
        enquiry.note("refused", "");
        yield new Result.NoAddress();
      }
      case Enquiry.Result.Answered<MessageSender.Outcome>(
              MessageSender.Outcome.Failed(Reason reason)) -> {
        enquiry.note(reason.word(), "");
        yield new Result.Away();
      }
    };
  }
}
