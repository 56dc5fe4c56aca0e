package org.liniya.yaml;

import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Refuses depth, too many values, aliases, tags and second documents while a tree is built, before
 * they are part of it: a file is read once. For one thread.
 */
final class GuardedParser implements Parser {

  static final int MOST_DEPTH = 40;

  /** Each takes some 300 bytes until the file is read. */
  static final int MOST_VALUES = 50_000;

  static final String EXPRESSION_HINT = "Put an expression in double quotes";

  /** Something that YAML has and that is not used here. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    private Refused(Problem problem) {
      super(problem.text());
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  private final String file;
  private final Parser parser;
  private int depth;
  private int values;
  private int documents;

  GuardedParser(String file, Parser parser) {
    this.file = file;
    this.parser = parser;
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return parser.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public boolean hasNext() {
    return parser.hasNext();
  }

  /**
   * The next event; a tree takes its every part from here.
   *
   * @throws Refused when it is not used here
   */
  @Override
  public Event next() {
    Event event = parser.next();
    switch (event) {
      case AliasEvent alias ->
          throw refused(
              alias,
              "'*' begins a YAML alias, which is not used here",
              "Put the text in quotes, as in \"*\"");
      case CollectionStartEvent start -> {
        count(start);
        if (++depth > MOST_DEPTH) {
          throw refused(
              start, "this is nested more than " + MOST_DEPTH + " deep", "Is a bracket left open?");
        }
        if (start.getTag().isPresent()) {
          throw tagged(start);
        }
      }
      case CollectionEndEvent _ -> depth--;
      case ScalarEvent scalar -> {
        count(scalar);
        if (scalar.getTag().isPresent()) {
          throw tagged(scalar);
        }
      }
      default -> {
        if (event.getEventId() == Event.ID.DocumentStart && ++documents > 1) {
          throw refused(
              event,
              "a second document begins here",
              "Keep one document in a file; remove the line '---'");
        }
      }
    }
    return event;
  }

  private void count(Event event) {
    if (++values > MOST_VALUES) {
      throw refused(
          event,
          "there are more than " + MOST_VALUES + " values here",
          "Split the file into several");
    }
  }

  private Refused tagged(Event event) {
    return refused(event, "'!' begins a YAML tag, which is not used here", EXPRESSION_HINT);
  }

  private Refused refused(Event event, String text, String hint) {
    Place place =
        event.getStartMark().map(mark -> YamlReader.place(file, mark)).orElse(Place.start(file));
    return new Refused(new Problem(place, text, hint));
  }
}
