package org.liniya.server.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.liniya.server.imports.Destination.Back;
import org.liniya.server.imports.Destination.HangUp;
import org.liniya.server.imports.Destination.Person;
import org.liniya.server.imports.Destination.Says;
import org.liniya.server.imports.Destination.ToMenu;
import org.liniya.server.imports.Destination.ToQueue;
import org.liniya.server.imports.Destination.Top;

/** Writes one flow: a menu and all that it leads to. For one thread. */
final class FlowText {

  private static final String PERSON = "person";
  private static final int LONGEST_STEP = 60;

  /** Targets have these meanings, and the person is there in each flow. */
  private static final Set<String> RESERVED =
      Set.of("repeat", "back", "top", "return", "hangup", PERSON);

  private final Map<String, ImportedMenu> menus;
  private final Map<String, ImportedQueue> queues;
  private final PromptNames prompts;
  private final ImportOptions options;
  private final Names.Unique steps = new Names.Unique(RESERVED);
  private final Map<String, String> menuSteps = new LinkedHashMap<>();
  private final Map<String, String> queueSteps = new LinkedHashMap<>();
  private final List<String> behind = new ArrayList<>();

  FlowText(
      Map<String, ImportedMenu> menus,
      Map<String, ImportedQueue> queues,
      PromptNames prompts,
      ImportOptions options) {
    this.menus = menus;
    this.queues = queues;
    this.prompts = prompts;
    this.options = options;
  }

  /**
   * @param name of the flow
   * @param root where it begins
   */
  String write(String name, String root) {
    Set<String> all = MenuLinks.from(root, menus);
    all.forEach(
        menu -> menuSteps.put(menu, steps.of(Names.of(menu, "menu", LONGEST_STEP), LONGEST_STEP)));
    boolean zero = all.stream().anyMatch(menu -> !MenuLinks.leadsToPerson(menu, menus));
    StringBuilder text = new StringBuilder();
    text.append("flow: ").append(name).append('\n');
    text.append("description: ")
        .append(YamlText.of(Objects.requireNonNull(menus.get(root)).title()))
        .append('\n');
    text.append("languages: ")
        .append(YamlText.list(options.languages().subList(0, 1)))
        .append('\n');
    text.append("start: ").append(menuSteps.get(root)).append('\n');
    text.append("trouble: person\n");
    if (zero) {
      text.append("always:\n  keys: { \"0\": person }   # every menu needs a way to a person\n");
    }
    text.append("\nsteps:\n");
    all.forEach(menu -> text.append(menu(Objects.requireNonNull(menus.get(menu)))));
    behind.forEach(text::append);
    text.append(
        """
          person:
            queue: { skill-group: %s, served: hangup }
        """
            .formatted(options.group()));
    return text.toString();
  }

  private String menu(ImportedMenu menu) {
    String step = Objects.requireNonNull(menuSteps.get(menu.name()));
    StringBuilder text = new StringBuilder();
    text.append("  ").append(step).append(":\n");
    text.append("    description: ").append(YamlText.of(menu.title())).append('\n');
    if (menu.keys().isEmpty()) {
      text.append("    say: ").append(YamlText.list(said(menu))).append('\n');
      text.append("    pause: ").append(menu.patience().toMillis()).append("ms\n");
      text.append("    next: ").append(target(menu.noInput(), step + "-silence")).append("\n\n");
      return text.toString();
    }
    text.append("    menu:\n");
    if (!menu.greeting().isEmpty()) {
      text.append("      prompt: ").append(YamlText.list(said(menu))).append('\n');
    }
    text.append("      keys:\n");
    menu.keys()
        .forEach(
            (key, to) ->
                text.append(
                    "        \"%s\": { go: %s }\n"
                        .formatted(key, target(to, step + "-key-" + keyName(key)))));
    text.append("      wait: ").append(menu.patience().toMillis()).append("ms\n");
    text.append("      tries: ").append(menu.tries()).append('\n');
    text.append("      no-input: ").append(target(menu.noInput(), step + "-silence")).append('\n');
    text.append("      no-match: ").append(target(menu.noMatch(), step + "-wrong")).append("\n\n");
    return text.toString();
  }

  private List<String> said(ImportedMenu menu) {
    return menu.greeting().isEmpty() ? List.of("no-input") : prompts.of(menu.greeting());
  }

  private static String keyName(char key) {
    return key == '*' ? "star" : key == '#' ? "hash" : String.valueOf(key);
  }

  private String target(Destination to, String stepBefore) {
    return switch (to) {
      case ToMenu(String menu) -> Objects.requireNonNull(menuSteps.get(menu));
      case ToQueue(String queue) -> queueSteps.computeIfAbsent(queue, this::queue);
      case Back _ -> "back";
      case Top _ -> "top";
      case HangUp _ -> "hangup";
      case Person _ -> PERSON;
      case Says(List<Sound> sounds, Destination then) -> says(sounds, then, stepBefore);
    };
  }

  /** A key's target 'back' or 'top' is one that a step's 'next' may have too. */
  private String says(List<Sound> sounds, Destination then, String stepBefore) {
    if (sounds.isEmpty()) {
      return target(then, stepBefore);
    }
    String step = steps.of(stepBefore, LONGEST_STEP + 20);
    behind.add(
        "  %s:\n    say: %s\n    next: %s\n\n"
            .formatted(
                step, YamlText.list(prompts.of(sounds)), target(then, stepBefore + "-then")));
    return step;
  }

  private String queue(String name) {
    ImportedQueue queue = Objects.requireNonNull(queues.get(name));
    String step = steps.of(Names.of("queue-" + name, "queue", LONGEST_STEP), LONGEST_STEP);
    behind.add(
        """
          %s:
            queue:
              skill-group: %s
              announce: %s
              served: hangup

        """
            .formatted(step, queue.group(), QueueStep.announce(queue.step())));
    return step;
  }
}
