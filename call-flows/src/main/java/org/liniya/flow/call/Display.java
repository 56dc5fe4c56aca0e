package org.liniya.flow.call;

/** What an operator's telephone shows of a caller. Pure. */
final class Display {

  private Display() {}

  /** Category, language, ticket and identity level. */
  static String of(LiveCall call, String group) {
    return String.join(
        ", ",
        group,
        call.language().tag(),
        call.ticket().number().map(number -> number.digits()).orElse("-"),
        call.identity().level().word());
  }
}
