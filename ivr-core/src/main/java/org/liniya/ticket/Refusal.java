package org.liniya.ticket;

import java.util.Locale;

/** Why something cannot be done to a ticket now, in words for the person who asked. */
public enum Refusal {
  ALREADY_TAKEN("this operator has the ticket already"),
  ENDED("the ticket is solved or closed; reopen it first"),
  NOT_ENDED("the ticket is neither solved nor closed, so there is nothing to reopen"),
  NOBODY_HAS_IT("nobody works on the ticket yet; take it first"),
  DEPARTMENT_HAS_IT("a department has the ticket; take it back first"),
  SAME_DEPARTMENT("this department has the ticket already"),
  ALREADY_WAITING("the ticket is waiting for the citizen already"),
  NOT_SOLVED("only a solved ticket can be closed; solve it with a conclusion first"),
  ALREADY_CLOSED("the ticket is closed already"),
  ALREADY_NOTED("this note of yours stands there already, it was your last"),
  NO_TEXT("a text is missing; say in a few words what or why"),
  TEXT_TOO_LONG("the text is longer than 4000 characters; say it shorter"),
  DEADLINE_PAST("the deadline is not in the future; give a later one"),
  DEADLINE_TOO_LATE("the department's deadline is after that of the answer; give an earlier one"),
  ALREADY_LINKED("the call belongs to the ticket already"),
  TOO_MANY_CALLS("the ticket has 1000 calls, no more fit; open another"),
  TOO_MANY_ENTRIES(
      "the ticket has 1000 entries, no more fit; solve and close it, and open another"),
  ALREADY_ESCALATED("this level has been told of this deadline already"),
  NO_SUCH_DEADLINE("the ticket has no such deadline now");

  private final String sentence;

  Refusal(String sentence) {
    this.sentence = sentence;
  }

  /** The word for the API, such as {@code not-solved}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is wrong, and what to do about it. */
  public String sentence() {
    return sentence;
  }
}
