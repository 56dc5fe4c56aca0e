package org.liniya.flow.schema;

import static org.liniya.flow.schema.Shape.SPAN;
import static org.liniya.flow.schema.Shape.TARGET;
import static org.liniya.flow.schema.Shape.TEXT;
import static org.liniya.flow.schema.Shape.either;
import static org.liniya.flow.schema.Shape.table;
import static org.liniya.flow.schema.Shape.words;

/** The keys of a whole file: of a flow, and of a sub-flow. Immutable. */
public final class FlowCatalogue {

  /** Any name but those that are targets with a meaning of their own. */
  private static final String STEP_NAME = "(?!(repeat|back|top|return|hangup)$)[a-z][a-z0-9-]*";

  private static final Key DESCRIPTION = Key.of("description", TEXT, "for people");
  private static final Shape ALWAYS =
      either(
          TARGET,
          table(
              Key.of("go", TARGET, "where the key leads").mustBe(),
              Key.of("phrases", Shape.PHRASES, "what may be said for it in menus that listen")));
  private static final Key START =
      Key.of("start", TARGET, "the first step").or("the first in the file");
  private static final Key VARIABLES =
      Key.of(
          "variables",
          new Shape.TableOf(
              "[a-z_]+",
              either(
                  words("text", "whole", "yes-no", "span", "moment"),
                  table(
                      Key.of(
                          "type", words("text", "whole", "yes-no", "span", "moment"), "its type"),
                      Key.of("whole", new Shape.Text("[0-9]+-[0-9]+"), "its limits"),
                      Key.of("one-of", new Shape.OneOrMore(TEXT), "skill-groups, or its words"),
                      Key.of("default", TEXT, "what it begins with")))),
          "names and types");
  private static final Key STEPS =
      Key.of(
              "steps",
              new Shape.TableOf(STEP_NAME, new Shape.StepOf()),
              "the steps by name, in reading order")
          .mustBe();

  /** A file that begins with {@code flow}. */
  public static final Shape.Table FLOW =
      table(
          Key.of("flow", TEXT, "its name").mustBe(),
          DESCRIPTION,
          Key.of("languages", new Shape.OneOrMore(new Shape.Text("[a-z]{2,3}")), "what it speaks")
              .mustBe(),
          Key.of(
                  "answer",
                  either(
                      words("at-once", "early-media"),
                      table(Key.of("after", SPAN, "how long it rings").or("1s"))),
                  "how it takes a call")
              .or("at-once"),
          Key.of(
              "recording",
              table(Key.of("from", TEXT, "the prompt that says so").mustBe()),
              "recorded once this prompt was heard"),
          START,
          Key.of("trouble", TARGET, "where callers go when something of ours breaks").mustBe(),
          Key.of(
              "always",
              table(
                  Key.of("keys", new Shape.TableOf("[0-9*]", ALWAYS), "where each of them leads")),
              "keys that act in every menu and say"),
          VARIABLES,
          STEPS);

  /** A file that begins with {@code sub-flow}. */
  public static final Shape.Table SUB_FLOW =
      table(Key.of("sub-flow", TEXT, "its name").mustBe(), DESCRIPTION, START, VARIABLES, STEPS);

  private FlowCatalogue() {}
}
