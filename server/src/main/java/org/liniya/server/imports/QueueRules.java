package org.liniya.server.imports;

import java.util.Locale;
import java.util.OptionalInt;
import org.liniya.server.imports.Mapping.GroupKey;
import org.liniya.server.imports.Mapping.Ignored;
import org.liniya.server.imports.Mapping.Lacking;
import org.liniya.server.imports.Mapping.StepKey;

/**
 * What each key of {@code queues.conf} is here: a table, one key a line. The keys of a {@code
 * queue} step come out as {@code every}, {@code position}, {@code estimate}, {@code music} and
 * {@code nobody}. Pure.
 */
final class QueueRules {

  /** In seconds: a longer ring or wrap-up is a mistake or stands for 'without end'. */
  private static final int LONGEST = 86_400;

  private static final int MOST_WAITING = 100_000;

  private QueueRules() {}

  static Mapping of(String key, String value) {
    String word = value.toLowerCase(Locale.ROOT);
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "strategy" -> strategy(word);
      case "timeout" -> ring(value);
      case "wrapuptime" -> seconds("wrap-up", value);
      case "maxlen" -> most(value);
      case "autopause" -> autopause(word);
      case "announce-frequency" -> every(value);
      case "announce-position" -> position(word);
      case "announce-holdtime" -> estimate(word);
      case "musicclass", "music", "musiconhold" -> music(value);
      case "joinempty", "leavewhenempty" -> empty(word);
      case "weight" ->
          unless(
              zero(value),
              "groups have no weight: give the callers of the more urgent one a 'head-start' in"
                  + " the flow's queue step");
      case "servicelevel" ->
          unless(
              zero(value),
              "the target is one for all groups: 'targets: { within: "
                  + Names.shown(value, 20)
                  + "s }' in liniya.yaml");
      case "periodic-announce" ->
          new Lacking("callers hear music, their place and the wait; nothing else is repeated");
      case "periodic-announce-frequency" ->
          unless(zero(value), "no announcement of its own is repeated while a caller waits");
      case "context" ->
          new Lacking(
              "a waiting caller cannot leave by a key; 'callback: { key: 1 }' of the queue step"
                  + " offers a call back");
      case "ringinuse" ->
          unless(!isYes(word), "an operator who talks is never rung; 'no' is how it always is");
      case "announce" ->
          unless(
              value.isBlank(),
              "'whisper: yes' of the group tells the operator what the call is about");
      case "queue-callerannounce" ->
          new Lacking("the caller hears nothing between the music and the operator");
      case "autopausebusy", "autopauseunavail" ->
          unless(!isYes(word), "only missed calls pause an operator");
      case "monitor-format", "monitor-type" ->
          new Lacking("the flow says what is recorded: 'recording: { from: PROMPT }'");
      case "defaultrule", "penaltymemberslimit" ->
          unless(zero(value), "use 'overflow' of the group: who helps out when, from which level");
      case "membermacro", "membergosub" -> new Lacking("nothing is run when a call is answered");
      case "announce-position-limit", "announce-to-first-user" ->
          new Ignored("every place is said, as it changes");
      case "retry" -> new Ignored("the next operator is rung at once");
      case "autofill" -> new Ignored("all who are ready are rung for all who wait, always");
      case "timeoutpriority", "timeoutrestart", "memberdelay", "autopausedelay" ->
          new Ignored("there is nothing it would change here");
      case "min-announce-frequency",
          "announce-round-seconds",
          "relative-periodic-announce",
          "random-periodic-announce",
          "periodic-announce-startdelay" ->
          new Ignored("announcements go by 'announce' of the queue step alone");
      case "eventmemberstatus",
          "eventwhencalled",
          "setinterfacevar",
          "setqueuevar",
          "setqueueentryvar",
          "reportholdtime",
          "log_membername_as_agent",
          "enable_cidname_logging",
          "log-restricted-caller-id" ->
          new Ignored("the journal has all of it");
      case "persistentmembers", "shared_lastcall", "updatecdr", "keepstats", "cachertclasses" ->
          new Ignored("that is always so here, or kept elsewhere");
      case "negative_penalty_invalid", "force_longest_waiting_caller" ->
          unless(!isYes(word), "the order of callers is by rank; see 'explain'");
      default ->
          key.toLowerCase(Locale.ROOT).startsWith("queue-")
              ? new Ignored("the prompts of this line say it: position, estimate-…")
              : new Lacking("this key is not known");
    };
  }

  private static Mapping strategy(String word) {
    return switch (word) {
      case "ringall" -> new GroupKey("strategy", "ring-all");
      case "leastrecent" -> new GroupKey("strategy", "longest-idle");
      case "fewestcalls" -> new GroupKey("strategy", "fewest-calls");
      case "rrmemory", "rrordered", "roundrobin" -> new GroupKey("strategy", "round-robin");
      case "random", "wrandom" ->
          new Lacking("nobody is chosen by chance: longest-idle, the default, stands for it");
      case "linear" ->
          new Lacking(
              "there is no order of a list: give levels and 'strategy: most-skilled'; longest-idle,"
                  + " the default, stands for it");
      default ->
          new Lacking("this strategy is not known; longest-idle, the default, stands for it");
    };
  }

  private static Mapping ring(String value) {
    return zero(value)
        ? new Lacking("no telephone rings without end: 20s, the default, stands for it")
        : seconds("ring-timeout", value);
  }

  private static Mapping seconds(String key, String value) {
    OptionalInt seconds = whole(value);
    return seconds.isPresent() && seconds.getAsInt() <= LONGEST
        ? new GroupKey(key, seconds.getAsInt() + "s")
        : new Lacking("this is no number of seconds up to a day: the default stands for it");
  }

  private static Mapping most(String value) {
    OptionalInt most = whole(value);
    if (most.isEmpty()) {
      return new Lacking("this is no number: 1000, the default, stands for it");
    }
    int bounded = most.getAsInt() == 0 ? MOST_WAITING : Math.min(most.getAsInt(), MOST_WAITING);
    return new GroupKey("max-waiting", String.valueOf(bounded));
  }

  private static Mapping autopause(String word) {
    return word.equals("all") || isYes(word)
        ? new GroupKey("misses-before-pause", "1")
        : new Lacking(
            "two missed calls in a row pause an operator; 'misses-before-pause: 100' is nearly"
                + " never");
  }

  private static Mapping every(String value) {
    OptionalInt seconds = whole(value);
    if (seconds.isEmpty()) {
      return new Lacking("this is no number of seconds: 45s, the default, stands for it");
    }
    return seconds.getAsInt() == 0
        ? new StepKey("every", "never")
        : new StepKey("every", seconds.getAsInt() + "s");
  }

  private static Mapping position(String word) {
    return switch (word) {
      case "limit", "more" -> new StepKey("position", "yes");
      default -> new StepKey("position", isYes(word) ? "yes" : "no");
    };
  }

  private static Mapping estimate(String word) {
    return new StepKey("estimate", isYes(word) || word.equals("once") ? "yes" : "no");
  }

  private static Mapping music(String value) {
    return value.isBlank() || value.equals("default")
        ? new Ignored("music on hold is 'default' here too")
        : new StepKey("music", Names.of(value, "music", 40));
  }

  private static Mapping empty(String word) {
    return isYes(word)
        ? new Ignored("callers wait though nobody is logged in, unless 'nobody' says otherwise")
        : new Lacking(
            "who may wait when nobody is logged in is said in the flow: 'nobody: TARGET' of the"
                + " queue step");
  }

  private static Mapping unless(boolean harmless, String why) {
    return harmless ? new Ignored("it changes nothing here") : new Lacking(why);
  }

  /** As Asterisk reads it. */
  static boolean isYes(String word) {
    return word.matches("(?i)yes|true|y|t|1|on");
  }

  private static boolean zero(String value) {
    return value.isBlank() || whole(value).orElse(-1) == 0;
  }

  /** A whole number that is not absurd. */
  static OptionalInt whole(String value) {
    return value.strip().matches("\\d{1,9}")
        ? OptionalInt.of(Integer.parseInt(value.strip()))
        : OptionalInt.empty();
  }
}
