package org.liniya.flow.schema;

import static org.liniya.flow.schema.Shape.PROMPTS;
import static org.liniya.flow.schema.Shape.SPAN;
import static org.liniya.flow.schema.Shape.TARGET;
import static org.liniya.flow.schema.Shape.TEXT;
import static org.liniya.flow.schema.Shape.VALUES;
import static org.liniya.flow.schema.Shape.YES_NO;
import static org.liniya.flow.schema.Shape.either;
import static org.liniya.flow.schema.Shape.table;
import static org.liniya.flow.schema.Shape.words;

import java.util.List;
import org.liniya.flow.ask.AskKinds;
import org.liniya.speak.Case;
import org.liniya.speak.Noun;

/**
 * Every step kind with its keys. A kind that is added to {@code StepKinds} is declared here too; a
 * test compares what its reader asks for. Immutable.
 */
public final class StepCatalogue {

  /**
   * A kind of step.
   *
   * @param main the form of what stands behind the main key
   * @param beside further keys of the step
   */
  public record Kind(String word, Shape main, List<Key> beside, String meaning) {
    public Kind {
      beside = List.copyOf(beside);
    }
  }

  /** Keys that every step may have. */
  public static final List<Key> COMMON =
      List.of(
          Key.of("next", TARGET, "where to go on").or("the step below"),
          Key.of("description", TEXT, "for people"));

  private static final Shape TRIES = new Shape.Whole(1, 10);
  private static final Shape KEY =
      table(
          Key.of("phrases", Shape.PHRASES, "what may be said instead"),
          Key.of("prompt", TEXT, "said for the key"),
          Key.of("set", VALUES, "variables that get a value"),
          Key.of("go", TARGET, "where the key leads").mustBe());
  private static final Key NUMBER = Key.of("number", TEXT, "spoken as a number").mustBe();
  private static final Key NOUN =
      Key.of("noun", new Shape.Words(Noun.words()), "what is counted").mustBe();
  private static final Key CASE =
      Key.of("case", new Shape.Words(Case.words()), "the grammatical case").or("nominative");
  private static final Shape SPOKEN =
      either(
          TEXT,
          table(Key.of("digits", TEXT, "spoken one by one").mustBe()),
          table(NUMBER),
          table(NUMBER, NOUN, CASE),
          table(NUMBER, Key.of("to", TEXT, "the upper limit").mustBe(), NOUN),
          table(
              Key.of("date", TEXT, "a date, or a moment").mustBe(),
              Key.of("year", YES_NO, "whether the year is said").or("no"),
              Key.of("in", TEXT, "the calendar at whose home a moment has a date")),
          table(Key.of("time", TEXT, "a time of day").mustBe(), CASE),
          table(Key.of("span", TEXT, "a length of time").mustBe(), CASE),
          table(Key.of("money", TEXT, "a sum in kopecks").mustBe(), CASE),
          table(Key.of("estimate", TEXT, "the group whose likely wait is said").mustBe()),
          table(
              Key.of("prompts", TEXT, "the beginning of the prompts' names").mustBe(),
              Key.of("by", TEXT, "the variable or field whose word is the end").mustBe()),
          table(Key.of("deadline", words("ticket"), "the day of the answer").mustBe()));
  private static final List<Key> SPEAKING =
      List.of(
          Key.of("pause", SPAN, "listens for always-keys after the last word").or("0s"),
          Key.of("barge-in", YES_NO, "whether a key stops it").or("yes"),
          Key.of("always", YES_NO, "whether the always-keys act here").or("yes"));

  private static final List<Kind> ALL =
      List.of(
          kind("say", new Shape.OneOrMore(SPOKEN), SPEAKING, "speaks"),
          kind("menu", menu(), "offers keys"),
          kind("ask", ask(), "has a number keyed in"),
          kind("verify", verify(), "has the caller prove to be somebody"),
          kind("record", describe(), "has the caller describe the matter by voice"),
          kind("ticket", ticket(), SPEAKING, "opens, finds, notes or speaks the ticket"),
          kind("queue", queue(), "waits for an operator"),
          kind("callback", callback(), "offers to call back"),
          kind("transfer", transfer(), "hands the caller to a number outside"),
          kind("survey", survey(), "asks for a rating"),
          kind("http", http(), "asks a system outside"),
          kind("set", VALUES, "gives variables their values"),
          kind(
              "choose",
              new Shape.ListOf(
                  table(
                      Key.of("if", TEXT, "an expression, without '='"),
                      Key.of("go", TARGET, "where to go when it holds").mustBe())),
              "takes the first branch that holds"),
          kind(
              "run",
              TEXT,
              List.of(
                  Key.of("with", VALUES, "what its variables begin with").or("their defaults"),
                  Key.of("save", VALUES, "what is kept when it returns").or("nothing")),
              "runs a sub-flow"),
          kind("hangup", words("normal", "busy", "declined", "no-answer"), "ends the call"));

  private StepCatalogue() {}

  /** In the order of the reference. */
  public static List<Kind> all() {
    return ALL;
  }

  private static Kind kind(String word, Shape main, String meaning) {
    return new Kind(word, main, List.of(), meaning);
  }

  private static Kind kind(String word, Shape main, List<Key> beside, String meaning) {
    return new Kind(word, main, beside, meaning);
  }

  private static Shape menu() {
    return table(
        Key.of("prompt", PROMPTS, "said first"),
        Key.of("keys", new Shape.TableOf("[0-9*#]", KEY), "what is offered").mustBe(),
        Key.of("wait", SPAN, "for a key, after the last word").or("5s"),
        Key.of("tries", TRIES, "silence and wrong keys counted apart").or("3"),
        Key.of("no-input", TARGET, "where silence leads after the tries").or("otherwise"),
        Key.of("no-match", TARGET, "where wrong keys lead after the tries").or("otherwise"),
        Key.of("otherwise", TARGET, "stands for whichever of the two is not named"),
        Key.of("voice", YES_NO, "whether it listens").or("yes where a key has phrases"),
        Key.of("barge-in", YES_NO, "whether a key, or a word, stops it").or("yes"),
        Key.of("always", YES_NO, "whether the always-keys act here").or("yes"));
  }

  private static Shape ask() {
    return table(
        Key.of("kind", new Shape.Words(AskKinds.words().stream().toList()), "what is asked for")
            .mustBe(),
        Key.of("length", new Shape.Text("[0-9]+(-[0-9]+)?"), "of 'digits'").or("1-32"),
        Key.of("least", new Shape.Whole(0, 999_999_999), "of 'number'"),
        Key.of("most", new Shape.Whole(0, 999_999_999), "of 'number'"),
        Key.of("prompt", PROMPTS, "what is asked").mustBe(),
        Key.of("save", TEXT, "the variable or field that keeps it"),
        Key.of("confirm", words("last-digits", "no"), "whether it is read back").or("no"),
        Key.of("voice", YES_NO, "whether it may be spoken; never of 'code'").or("no"),
        Key.of("failed", TARGET, "no number, or all tries in vain").mustBe(),
        Key.of("no-input", TARGET, "where silence leads after the tries").or("failed"),
        Key.of("no-match", TARGET, "where wrong numbers lead after the tries").or("failed"),
        Key.of("wait", SPAN, "for the first digit").or("7s"),
        Key.of("between", SPAN, "between two digits").or("4s"),
        Key.of("tries", TRIES, "of each kind").or("3"),
        Key.of("barge-in", YES_NO, "whether a key stops the prompt").or("yes"));
  }

  private static Shape verify() {
    return table(
        Key.of("by", words("registry", "code", "account-code"), "how").mustBe(),
        Key.of("with", VALUES, "one document, and what is compared").mustBe(),
        Key.of("prompt", PROMPTS, "what is said or asked"),
        Key.of("failed", TARGET, "not proved").mustBe(),
        Key.of("unavailable", TARGET, "nobody can say").or("failed"),
        Key.of("no-phone", TARGET, "there is no address for a code").or("failed"),
        Key.of("channels", new Shape.ListOf(words("sms", "email")), "by what it is sent").or("all"),
        Key.of("valid", SPAN, "how long a code counts").or("5m"),
        Key.of("resend-after", SPAN, "how soon another code").or("30s"),
        Key.of("resends", new Shape.Whole(0, 5), "how many other codes").or("2"),
        Key.of("length", new Shape.Whole(4, 8), "digits of the code").or("6"),
        Key.of("attempts", new Shape.Whole(1, 5), "wrong codes, and silences").or("3"),
        Key.of("wait", SPAN, "for the first digit").or("20s"),
        Key.of("between", SPAN, "between two digits").or("5s"),
        Key.of("barge-in", YES_NO, "whether a key stops the prompts").or("yes"));
  }

  private static Shape describe() {
    return table(
        Key.of("prompt", PROMPTS, "what is asked").mustBe(),
        Key.of("longest", SPAN, "how long it lasts at most").or("2m"),
        Key.of("silence", SPAN, "ends it, after something was said").or("4s"),
        Key.of("wait", SPAN, "for the first word").or("7s"),
        Key.of("least", SPAN, "less voice counts as nothing said").or("1s"),
        Key.of("tries", TRIES, "how often it asks").or("2"),
        Key.of("transcript", YES_NO, "whether what is understood goes on the ticket").or("yes"),
        Key.of("review", YES_NO, "whether the caller may say it again").or("no"),
        Key.of("failed", TARGET, "nothing was said").mustBe());
  }

  private static Shape transfer() {
    return table(
        Key.of("to", TEXT, "the number, or a variable that is one of such").mustBe(),
        Key.of("music", TEXT, "until it is answered").or("default"),
        Key.of("ring", SPAN, "how long it may ring").or("30s"),
        Key.of("busy", TARGET, "when it is busy").or("failed"),
        Key.of("no-answer", TARGET, "when nobody answers").or("failed"),
        Key.of("failed", TARGET, "not reached").mustBe(),
        Key.of("served", TARGET, "when the other hangs up first").or("the step below"));
  }

  private static Shape ticket() {
    return table(
        Key.of(
            "open",
            table(
                Key.of("category", TEXT, "what it is about").mustBe(),
                Key.of("identity", TEXT, "the level to write down").or("the caller's")),
            "opens the call's ticket"),
        Key.of("find", TEXT, "the number of an earlier ticket"),
        Key.of("found", TARGET, "where to go when it is there").or("the step below"),
        Key.of("not-found", TARGET, "where to go when it is not"),
        Key.of("note", TEXT, "what is written on the ticket"),
        Key.of("speak", words("status"), "says number, state and deadline"));
  }

  private static Shape queue() {
    return table(
        Key.of("skill-group", TEXT, "which operators").mustBe(),
        Key.of("head-start", TEXT, "seniority added, a length of time").or("0s"),
        Key.of("music", TEXT, "while waiting").or("default"),
        Key.of(
            "announce",
            table(
                Key.of("every", SPAN, "how often the place is said").or("45s"),
                Key.of("position", YES_NO, "whether the place is said").or("yes"),
                Key.of("estimate", YES_NO, "whether the likely wait is said").or("no")),
            "what is told to those who wait"),
        Key.of(
            "callback",
            table(
                Key.of("offer-after", SPAN, "how long a wait").or("2m"),
                Key.of("offer-above", SPAN, "at once when the likely wait is longer").or("never"),
                Key.of("key", new Shape.Text("[0-9*#]"), "takes it").or("1"),
                Key.of("prompt", TEXT, "the offer").or("offer-callback"),
                Key.of("number", TEXT, "whom to call").or("the caller's number"),
                Key.of("done", TARGET, "where to go once promised").or("the step below")),
            "a callback by a key"),
        Key.of(
            "timeout",
            table(
                Key.of("wait", SPAN, "how long").or("15m"),
                Key.of("go", TARGET, "where to go then").mustBe()),
            "when waiting ends in vain"),
        Key.of("nobody", TARGET, "when nobody is logged in").or("waits"),
        Key.of("full", TARGET, "when the waiting room is full").or("timeout.go"),
        Key.of("closed", TARGET, "when the waiting room is closed").or("timeout.go"),
        Key.of("served", TARGET, "when the operator hangs up first").or("the step below"));
  }

  private static Shape callback() {
    return table(
        Key.of("skill-group", TEXT, "who is to call").mustBe(),
        Key.of("number", TEXT, "whom to call").or("the caller's number"),
        Key.of("done", TARGET, "where to go once it is promised").or("the step below"),
        Key.of("refused", TARGET, "not wanted, or no number that could be dialled").mustBe(),
        Key.of("wait", SPAN, "for a key").or("7s"),
        Key.of("tries", TRIES, "silence and wrong keys counted apart").or("3"));
  }

  private static Shape survey() {
    return table(
        Key.of("prompt", PROMPTS, "what is asked").mustBe(),
        Key.of("keys", new Shape.Text("[0-9]-[0-9]"), "the range of digits").or("1-5"),
        Key.of("save", TEXT, "the variable that keeps it").or("nowhere"),
        Key.of("wait", SPAN, "for a key").or("7s"),
        Key.of("tries", TRIES, "how often after a wrong key").or("2"));
  }

  private static Shape http() {
    return table(
        Key.of("service", TEXT, "whom to ask: a name of services.yaml").mustBe(),
        Key.of("get", new Shape.Text("/.*"), "looks up: the path behind the address"),
        Key.of("post", new Shape.Text("/.*"), "tells: the path behind the address"),
        Key.of("values", VALUES, "what is sent").or("nothing"),
        Key.of("save", VALUES, "variables, and where their values stand").or("nothing is kept"),
        Key.of("retries", new Shape.Whole(0, 2), "how often a 'get' is repeated").or("0"),
        Key.of("not-found", TARGET, "where a 404 leads").or("as failed"),
        Key.of("failed", TARGET, "where everything else leads").mustBe());
  }
}
