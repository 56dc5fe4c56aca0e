package org.liniya.flow.call;

/** What an operator's telephone shows of a caller. Pure. */
final class Display {

  private Display() {}

  /**
   * Category, language, ticket and identity level; behind them how many calls the ticket has had
   * before, for then it has a history worth reading.
   */
  static String of(LiveCall call, String group) {
    int before = call.ticket().earlierCalls();
    String caller = caller(call, group);
    return before == 0 ? caller : caller + ", again " + before;
  }

  private static String caller(LiveCall call, String group) {
    return String.join(
        ", ",
        group,
        call.language().tag(),
        call.ticket().number().map(number -> number.digits()).orElse("-"),
        call.identity().level().word());
  }
}
