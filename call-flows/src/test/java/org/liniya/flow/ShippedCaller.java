package org.liniya.flow;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.liniya.calendar.DayHours;
import org.liniya.calendar.WorkingCalendar;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.port.Services;
import org.liniya.port.WaitingRoom.Figures;

/** Callers of the shipped hotline; together they pass every step of it. */
enum ShippedCaller implements Caller {
  BY_CODE("1"),
  BY_BIRTH_DATE("3"),
  NOT_IN_THE_REGISTRY("4"),
  WITHOUT_SNILS_IN_ENGLISH("1"),
  SILENT(""),
  ZERO_AT_ONCE(""),
  COMPLAINT("5"),
  EARLIER_REQUEST("2"),
  UNKNOWN_REQUEST("2"),
  APPLICATION("6"),
  UNKNOWN_APPLICATION("6"),
  APPLICATION_AWAY("6"),
  CLOSED("0"),
  NOBODY_THERE("0"),
  FULL("0"),
  LEAVES_THE_QUEUE("0"),
  WAITS_IN_VAIN("0"),
  UNLUCKY_BEFORE("5");

  private static final String SNILS = "11223344595";
  private static final String BORN = "01021980";

  private final String category;

  ShippedCaller(String category) {
    this.category = category;
  }

  /** Whether the call ends with the promise of a callback when nothing breaks. */
  boolean isPromisedACallback() {
    return switch (this) {
      case CLOSED, NOBODY_THERE, FULL, LEAVES_THE_QUEUE, WAITS_IN_VAIN -> true;
      default -> false;
    };
  }

  @Override
  public String keysAfter(String prompt) {
    return switch (prompt) {
      case "press-for-english" -> language();
      case "category-operator" -> category;
      case "enter-snils" -> this == WITHOUT_SNILS_IN_ENGLISH ? "#" : SNILS;
      case "enter-birth-date" -> BORN;
      case "enter-code" -> "CODE";
      case "enter-ticket" -> this == UNKNOWN_REQUEST ? "UNKNOWN#" : "EARLIER#";
      case "enter-application" -> "1234567#";
      case "offer-callback" -> this == LEAVES_THE_QUEUE ? "1" : "";
      case "confirm-snils-keys", "callback-number-keys" -> "1";
      case "rate-the-operator" -> "5";
      default -> "";
    };
  }

  private String language() {
    return switch (this) {
      case SILENT -> "";
      case ZERO_AT_ONCE -> "0";
      case WITHOUT_SNILS_IN_ENGLISH -> "2";
      default -> "1";
    };
  }

  @Override
  public Duration speaksAfter(String prompt) {
    return prompt.equals("tone") && this != BY_BIRTH_DATE ? Duration.ofSeconds(3) : Duration.ZERO;
  }

  @Override
  public void meets(Scenario s) {
    ZoneId zone = ZoneId.of("Europe/Moscow");
    DayOfWeek today = s.time.now().atZone(zone).getDayOfWeek();
    DayOfWeek open = this == CLOSED ? today.minus(1) : today;
    WorkingCalendar calendar = new WorkingCalendar(zone, Map.of(open, DayHours.ALL_DAY), Map.of());
    s.calendars = _ -> calendar;
    s.room.figures("other", this == NOBODY_THERE ? figures(0) : figures(1));
    switch (this) {
      case BY_CODE ->
          s.registry.knows(SNILS, Map.of(Datum.BIRTH_DATE, BORN, Datum.PHONE, "+79990000077"));
      case BY_BIRTH_DATE -> s.registry.knows(SNILS, Map.of(Datum.BIRTH_DATE, BORN));
      case APPLICATION -> s.services.says("portal", Map.of("state", "ready"));
      case UNKNOWN_APPLICATION -> s.services.knowsNothing("portal");
      case APPLICATION_AWAY -> s.services.fails("portal", Services.Reason.TIMEOUT);
      default -> {}
    }
  }

  private static Figures figures(int ready) {
    return new Figures(ready == 0 ? 20 : 0, Duration.ofMinutes(15), ready, 1);
  }

  @Override
  public AtTheQueue atTheQueue() {
    return switch (this) {
      case FULL -> AtTheQueue.FULL;
      case LEAVES_THE_QUEUE, WAITS_IN_VAIN -> AtTheQueue.NOBODY;
      default -> AtTheQueue.AN_OPERATOR;
    };
  }

  @Override
  public boolean unluckyBefore() {
    return this == UNLUCKY_BEFORE;
  }
}
