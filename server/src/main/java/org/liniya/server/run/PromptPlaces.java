package org.liniya.server.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.liniya.call.Language;
import org.liniya.speech.PromptProblem;
import org.liniya.yaml.Place;

/**
 * Where the text of each prompt stands; the files hold one prompt a line, and each is read once.
 * For one thread.
 */
final class PromptPlaces {

  private final Path folder;
  private final Map<Path, Map<String, Integer>> lines = new HashMap<>();

  /**
   * @param folder that of the prompts
   */
  PromptPlaces(Path folder) {
    this.folder = folder;
  }

  /** The place that an administrator has to look at. */
  Place of(PromptProblem problem) {
    return switch (problem) {
      case PromptProblem.NoSound(Language language, String name, Path _) -> text(language, name);
      case PromptProblem.NotSpoken(Language language, String name, String _, String _) ->
          text(language, name);
      case PromptProblem.LongText(Language language, String name, long _) -> text(language, name);
      case PromptProblem.Stale(Language language, String name) -> text(language, name);
      case PromptProblem.NoText(Language _, String _, Path file) -> Place.start(file.toString());
      case PromptProblem.Unreadable unreadable -> Place.start(unreadable.file().toString());
      case PromptProblem.Clipped clipped -> Place.start(clipped.file().toString());
      case PromptProblem.TooLong tooLong -> Place.start(tooLong.file().toString());
      case PromptProblem.Playlist playlist -> Place.start(playlist.path().toString());
      case PromptProblem.NoMusic(Path music) -> Place.start(music.toString());
    };
  }

  private Place text(Language language, String name) {
    Path file = folder.resolve(language.tag() + ".yaml");
    int line = lines.computeIfAbsent(file, PromptPlaces::lines).getOrDefault(name, 1);
    return new Place(file.toString(), line, 1);
  }

  private static Map<String, Integer> lines(Path file) {
    Map<String, Integer> found = new HashMap<>();
    try {
      List<String> texts = Files.readAllLines(file);
      for (int i = 0; i < texts.size(); i++) {
        int colon = texts.get(i).indexOf(':');
        if (colon > 0) {
          found.putIfAbsent(texts.get(i).substring(0, colon), i + 1);
        }
      }
    } catch (IOException e) {
      return found; // it was readable a moment ago; the problem itself matters more
    }
    return found;
  }
}
