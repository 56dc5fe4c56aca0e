package org.liniya.port;

import java.util.function.Consumer;
import org.liniya.call.Secret;
import org.liniya.person.LookUp;

/**
 * Codes that a person sees in the personal account and tells us by keys; who shows them also says
 * whether one is right. Thread-safe; nothing here blocks. Promises one answer to each question,
 * within ten seconds, unless it is cancelled.
 */
public interface AccountCodes {

  /** What the account's keeper says. */
  sealed interface Answer {
    record Right() implements Answer {}

    record Wrong() implements Answer {}

    /** There is no account, or no code is shown in it. */
    record None() implements Answer {}

    record Failed(Services.Reason reason) implements Answer {}
  }

  /**
   * Asks, once; a code may be used up by it.
   *
   * @param told runs on a thread of the question's own, or on the caller's; must not block
   */
  Services.Asking check(LookUp who, Secret code, Consumer<Answer> told);
}
