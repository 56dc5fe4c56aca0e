package org.liniya.flow.step;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The catalogue of step kinds: how each is read. Stateless. */
public final class StepKinds {

  private static final Map<String, Function<StepReader, Optional<? extends Action>>> KINDS =
      new LinkedHashMap<>();

  static {
    KINDS.put("say", Say::read);
    KINDS.put("menu", Menu::read);
    KINDS.put("ask", AskReader::read);
    KINDS.put("verify", VerifyReader::read);
    KINDS.put("ticket", TicketSteps::read);
    KINDS.put("queue", Queue::read);
    KINDS.put("callback", Callback::read);
    KINDS.put("survey", Survey::read);
    KINDS.put("http", HttpReader::read);
    KINDS.put("set", Assign::read);
    KINDS.put("choose", Choose::read);
    KINDS.put("run", Run::read);
    KINDS.put("hangup", HangUp::read);
  }

  /** Kinds that the language has and this version does not. */
  public static final Set<String> LATER = Set.of("record", "transfer");

  private StepKinds() {}

  public static Set<String> words() {
    return KINDS.keySet();
  }

  /** Reads a step of a kind of {@link #words}; empty when its problems leave nothing to run. */
  public static Optional<? extends Action> read(String kind, StepReader reader) {
    Function<StepReader, Optional<? extends Action>> read = KINDS.get(kind);
    return read == null ? Optional.empty() : read.apply(reader);
  }
}
