package org.liniya.flow;

/**
 * A kind of caller: which keys follow which prompt, every time it is heard. All of them together
 * pass every step of the plain line.
 */
enum Persona implements Caller {
  WITH_SNILS("1", "1", "11223344595"),
  IN_ENGLISH_WITHOUT_SNILS("2", "5", "#"),
  SILENT("", "", ""),
  WRONG_SNILS("1", "3", "11223344596"),
  ZERO_AT_ONCE("0", "", ""),
  EARLIER_REQUEST("1", "2", "EARLIER#"),
  UNKNOWN_REQUEST("1", "2", "UNKNOWN#"),
  /** One who meets a full queue. */
  AT_A_FULL_QUEUE("1", "4", "#"),
  /** One to whom something happened before: the tickets were away once. */
  UNLUCKY_BEFORE("1", "1", "#");

  private final String language;
  private final String category;
  private final String number;

  Persona(String language, String category, String number) {
    this.language = language;
    this.category = category;
    this.number = number;
  }

  @Override
  public AtTheQueue atTheQueue() {
    return this == AT_A_FULL_QUEUE ? AtTheQueue.FULL : AtTheQueue.AN_OPERATOR;
  }

  @Override
  public boolean unluckyBefore() {
    return this == UNLUCKY_BEFORE;
  }

  @Override
  public String keysAfter(String prompt) {
    return switch (prompt) {
      case "press-for-english" -> language;
      case "category-operator" -> category;
      case "enter-snils", "enter-ticket" -> number;
      case "confirm-snils-keys" -> "1";
      case "rate-the-operator" -> "5";
      default -> "";
    };
  }
}
