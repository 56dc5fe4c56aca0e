package org.liniya.server.imports;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.liniya.server.imports.Destination.Person;
import org.liniya.server.imports.Destination.Says;
import org.liniya.server.imports.Destination.ToMenu;
import org.liniya.server.imports.Destination.ToQueue;

/**
 * Makes menus that fit together: ways to menus and queues that are not there lead to a person, and
 * so does a silence that would go round for ever. For one thread.
 */
final class MenuLinks {

  private final Map<String, ImportedMenu> menus = new LinkedHashMap<>();
  private final Set<String> queues;
  private final Findings findings;

  /**
   * @param queues the names of those that there are
   */
  MenuLinks(List<ImportedMenu> menus, Set<String> queues, Findings findings) {
    menus.forEach(menu -> this.menus.putIfAbsent(menu.name(), menu));
    this.queues = Set.copyOf(queues);
    this.findings = findings;
  }

  /** By name; of two menus with a name the first counts. */
  Map<String, ImportedMenu> linked() {
    menus.replaceAll((_, menu) -> existing(menu));
    for (String name : List.copyOf(menus.keySet())) {
      menus.computeIfPresent(name, (_, menu) -> ending(menu));
    }
    return menus;
  }

  private ImportedMenu existing(ImportedMenu menu) {
    Map<Character, Destination> keys = menu.keys();
    keys.replaceAll((key, to) -> existing(menu, "key " + key, to));
    return menu.leading(
        keys,
        existing(menu, "silence", menu.noInput()),
        existing(menu, "a wrong key", menu.noMatch()));
  }

  private Destination existing(ImportedMenu menu, String what, Destination to) {
    return switch (to) {
      case Says(List<Sound> sounds, Destination then) ->
          new Says(sounds, existing(menu, what, then));
      case ToMenu(String name) when !menus.containsKey(name) ->
          person(menu, what, "the menu '" + name + "' is not in what was read");
      case ToQueue(String name) when !queues.contains(name) ->
          person(menu, what, "the queue '" + name + "' is not in what was read");
      default -> to;
    };
  }

  /** Without the round that a caller who presses nothing would walk. */
  private ImportedMenu ending(ImportedMenu menu) {
    Destination silent = menu.noInput();
    if (silentlyBack(silent, menu.name())) {
      silent =
          instead(
              silent, person(menu, "silence", "whoever presses nothing would go round for ever"));
    }
    ImportedMenu now = menu.leading(menu.keys(), silent, menu.noMatch());
    menus.put(menu.name(), now);
    Destination wrong = menu.noMatch();
    if (silentlyBack(wrong, menu.name())) {
      wrong =
          instead(
              wrong,
              person(
                  menu, "a wrong key", "whoever presses only wrong keys would go round for ever"));
    }
    return now.leading(menu.keys(), silent, wrong);
  }

  /** What is said on the way stays. */
  private static Destination instead(Destination of, Destination by) {
    return of instanceof Says(List<Sound> sounds, Destination _) ? new Says(sounds, by) : by;
  }

  private boolean silentlyBack(Destination first, String to) {
    Deque<Destination> open = new ArrayDeque<>(List.of(first));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      if (open.remove().end() instanceof ToMenu(String name) && seen.add(name)) {
        if (name.equals(to)) {
          return true;
        }
        ImportedMenu menu = Objects.requireNonNull(menus.get(name));
        open.addAll(List.of(menu.noInput(), menu.noMatch()));
      }
    }
    return false;
  }

  private Destination person(ImportedMenu menu, String what, String why) {
    findings.lacking(
        menu.place(), menu.name() + ": " + what, why + ": callers come to a person instead");
    return new Person();
  }

  /** Those that no other menu leads to; each of the rest is reached from one of the result. */
  static List<String> roots(Map<String, ImportedMenu> menus) {
    Set<String> led = new HashSet<>();
    for (ImportedMenu menu : menus.values()) {
      reached(menu).stream().filter(name -> !name.equals(menu.name())).forEach(led::add);
    }
    List<String> roots = new ArrayList<>();
    Set<String> covered = new HashSet<>();
    menus.keySet().stream().filter(name -> !led.contains(name)).forEach(roots::add);
    roots.forEach(root -> covered.addAll(from(root, menus)));
    for (String name : menus.keySet()) { // menus that only lead to each other
      if (!covered.contains(name)) {
        roots.add(name);
        covered.addAll(from(name, menus));
      }
    }
    return roots;
  }

  /** A menu and all that it leads to, the nearest first. */
  static Set<String> from(String root, Map<String, ImportedMenu> menus) {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      String name = open.remove();
      ImportedMenu menu = menus.get(name);
      if (menu != null && reached.add(name)) {
        open.addAll(reached(menu));
      }
    }
    return reached;
  }

  /** Whether a caller in this menu can come to an operator by some keys. */
  static boolean leadsToPerson(String name, Map<String, ImportedMenu> menus) {
    return from(name, menus).stream()
        .flatMap(each -> Objects.requireNonNull(menus.get(each)).ways().stream())
        .map(Destination::end)
        .anyMatch(to -> to instanceof Person || to instanceof ToQueue);
  }

  private static List<String> reached(ImportedMenu menu) {
    return menu.ways().stream()
        .flatMap(way -> way.end() instanceof ToMenu(String name) ? Stream.of(name) : Stream.empty())
        .toList();
  }
}
