package org.liniya.asterisk;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.port.Dialer;
import org.liniya.port.Dialer.Result;

/**
 * An operator's telephone that Asterisk rings for us (AMI Originate): its channel has a Uniqueid of
 * our making, so that whatever is told of it first, its FastAGI request or an event, is known.
 * Thread-safe, by the lock of the legs.
 */
final class RungTelephone implements Dialer.Dialling {

  /** Begins the Uniqueid of every channel that we make, in this process or an earlier one. */
  static final String OURS = "liniya-";

  /** Who dials gives up sooner; this is for one that is forgotten. */
  private static final long LONGEST_MS = 180_000;

  /** Asterisk tells of the failure and of its cause by two events. */
  private static final long CAUSE_MS = 500;

  private final String channel = OURS + UUID.randomUUID();
  private final OperatorId operator;
  private final Dialer.Request request;
  private final Consumer<Result> results;
  private final LegTools tools;
  private final Consumer<RungTelephone> forget;
  private Stage stage = Stage.DIALLED;

  /** How far it has come. */
  private enum Stage {
    DIALLED,
    RINGING,
    OVER
  }

  /**
   * @param forget called once when it is answered or has failed
   */
  RungTelephone(
      OperatorId operator,
      Dialer.Request request,
      Consumer<Result> results,
      LegTools tools,
      Consumer<RungTelephone> forget) {
    this.operator = operator;
    this.request = request;
    this.results = results;
    this.tools = tools;
    this.forget = forget;
  }

  String channel() {
    return channel;
  }

  OperatorId operator() {
    return operator;
  }

  Dialer.Request request() {
    return request;
  }

  /**
   * @param endpoint such as {@code PJSIP/1001}
   */
  void ring(String endpoint) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("LINIYA_LEG", channel);
    request
        .headers()
        .forEach(
            (name, value) -> variables.put("PJSIP_HEADER(add," + plain(name) + ")", plain(value)));
    tools.timer().after(LONGEST_MS, () -> failed(EndCause.NO_ANSWER));
    tools
        .manager()
        .ask(
            new Manager.Order(
                "Originate",
                Map.of(
                    "Channel",
                    endpoint,
                    "ChannelId",
                    channel,
                    "Context",
                    "liniya-operator",
                    "Exten",
                    "s",
                    "Priority",
                    "1",
                    "Timeout",
                    Long.toString(LONGEST_MS),
                    "CallerID",
                    "\"" + plain(request.display()) + "\" <liniya>",
                    "Async",
                    "true"),
                variables),
            taken -> {
              if (!taken) {
                failed(EndCause.UNREACHABLE);
              }
            });
  }

  /** Without what would end a field, begin a function or another value. */
  private static String plain(String text) {
    return text.replaceAll("[\\p{Cntrl}\"<>$\\\\{}\\[\\]]", " ").strip();
  }

  void heard(AmiNews.OfChannel news) {
    switch (news) {
      case AmiNews.Rings _ -> rings();
      case AmiNews.HungUp(var _, int cause) when cause > 0 -> failed(Causes.ofRinging(cause));
      case AmiNews.NotReached _ ->
          tools.timer().after(CAUSE_MS, () -> failed(EndCause.UNREACHABLE));
      default -> {
        // of a channel that is not up nothing else counts
      }
    }
  }

  private void rings() {
    tools.change(
        () -> {
          if (stage == Stage.DIALLED) {
            stage = Stage.RINGING;
            results.accept(new Result.Ringing());
          }
        });
  }

  /** The telephone was answered: gives the leg to who dialled, unless that is over. */
  boolean answered(AsteriskLeg leg) {
    return ended(new Result.Answered(leg));
  }

  void failed(EndCause cause) {
    ended(new Result.Failed(cause));
  }

  /** Whether this ended it. */
  private boolean ended(Result result) {
    boolean first =
        tools.changing(
            () -> {
              if (stage == Stage.OVER) {
                return false;
              }
              stage = Stage.OVER;
              results.accept(result);
              return true;
            });
    if (first) {
      forget.accept(this);
    }
    return first;
  }

  @Override
  public void cancel() {
    if (ended(new Result.Failed(EndCause.WITHDRAWN))) {
      tools
          .manager()
          .ask(
              new Manager.Order(
                  "Hangup",
                  Map.of(
                      "Channel",
                      channel,
                      "Cause",
                      Integer.toString(Causes.q850(EndCause.WITHDRAWN)))));
    }
  }
}
