package org.liniya.flow.ask;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.liniya.flow.value.Type;
import org.liniya.flow.value.Types;

/** What is asked for: how long it is, when it is right, and how it is shown. Immutable. */
public sealed interface AskKind
    permits SnilsKind,
        InnKind,
        PassportKind,
        UnitCodeKind,
        BirthDateKind,
        PhoneKind,
        TicketKind,
        DigitsKind,
        CodeKind,
        YesNoKind,
        NumberKind {

  /** The word in a flow, such as {@code snils}. */
  String word();

  /** The fewest and the most digits. */
  int least();

  int most();

  /**
   * Why an entry is wrong; empty when it is right.
   *
   * @param today the latest date that it is anywhere
   */
  Optional<String> fault(String digits, LocalDate today);

  /**
   * A part of the entry that is asked for by itself when only it is wrong.
   *
   * @param from the index of its first digit
   * @param to behind its last one
   * @param prompt what asks for it
   */
  record Group(int from, int to, String prompt) {
    public int length() {
      return to - from;
    }

    /** The whole entry with this part exchanged. */
    public String in(String whole, String part) {
      return whole.substring(0, from) + part + whole.substring(to);
    }
  }

  /** The parts that can be asked for by themselves; none where it has none. */
  default List<Group> groups() {
    return List.of();
  }

  /**
   * The one part that is wrong with an entry of full length that {@link #fault} refuses; empty when
   * all of it is to be entered again.
   */
  default Optional<Group> wrongGroup(String digits, LocalDate today) {
    return Optional.empty();
  }

  /** Whether it must never be spoken, logged or stored in clear. */
  boolean secret();

  /** How it may be shown: of a secret only a part. */
  String masked(String digits);

  /** Whether it is a document: a caller who states it is somebody from then on. */
  default boolean identifies() {
    return false;
  }

  /** The entry as the flow keeps it. */
  default Object kept(String digits) {
    return digits;
  }

  /** What the entry is kept as. */
  default Type type() {
    return Types.TEXT;
  }

  /** Whether its last digits can be read back for confirmation. */
  default boolean readBack() {
    return true;
  }

  /** The prompt before the last digits are read back; with {@code -keys}, the one after them. */
  default String confirmPrompt() {
    return "confirm-number";
  }

  /** The prompt after a wrong entry. */
  String wrongPrompt();

  /** The field that keeps it when the flow names none; empty when the flow has to. */
  Optional<String> field();
}
