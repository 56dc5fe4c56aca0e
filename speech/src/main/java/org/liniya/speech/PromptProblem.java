package org.liniya.speech;

import java.nio.file.Path;
import org.liniya.call.Language;

/**
 * Something about the prompts that {@code check} tells the administrator. Immutable data; the
 * caller knows where in which YAML file a prompt's text stands.
 */
public sealed interface PromptProblem {

  /** What is wrong, in one sentence without a full stop. */
  String message();

  /** What to do about it. */
  String hint();

  /** A text that nobody can hear. */
  record NoSound(Language language, String name, Path expected) implements PromptProblem {
    @Override
    public String message() {
      return "prompt '" + name + "' has a text in " + language + " but no sound";
    }

    @Override
    public String hint() {
      return "run scripts/liniya prompts render, or put a recording at " + expected;
    }
  }

  /** A sound that has no text: nobody can tell what it says. */
  record NoText(Language language, String name, Path file) implements PromptProblem {
    @Override
    public String message() {
      return "sound " + file.getFileName() + " has no text in " + language;
    }

    @Override
    public String hint() {
      return "write what it says under '" + name + "', or remove the file";
    }
  }

  /** A file that could not be read; its prompt has no sound. */
  record Unreadable(Path file, String reason) implements PromptProblem {
    @Override
    public String message() {
      return file.getFileName() + " cannot be used: " + reason;
    }

    @Override
    public String hint() {
      return "8,000 samples a second, one channel, WAV as 16-bit PCM, A-law or µ-law";
    }
  }

  /** So loud that its tops are cut off. */
  record Clipped(Path file, int samples) implements PromptProblem {
    @Override
    public String message() {
      return file.getFileName() + " is clipped (" + samples + " samples at full scale)";
    }

    @Override
    public String hint() {
      return "record it with less gain; the peak should stay 3 dB below full scale";
    }
  }

  /** Longer than anyone listens. */
  record TooLong(Path file, long seconds) implements PromptProblem {
    @Override
    public String message() {
      return file.getFileName() + " takes " + seconds + " s";
    }

    @Override
    public String hint() {
      return "split it: a prompt should take 20 s at most";
    }
  }

  /** A text that a voice needs longer for than anyone listens. */
  record LongText(Language language, String name, long seconds) implements PromptProblem {
    @Override
    public String message() {
      return "prompt '" + name + "' in " + language + " takes " + seconds + " s";
    }

    @Override
    public String hint() {
      return "split it: a prompt should take 20 s at most";
    }
  }

  /** The text was changed after its sound was made: the line would say the old words. */
  record Stale(Language language, String name) implements PromptProblem {
    @Override
    public String message() {
      return "the text of prompt '" + name + "' in " + language + " is not what its sound says";
    }

    @Override
    public String hint() {
      return "run scripts/liniya prompts render; a recording of your own is made anew and put in with"
          + " scripts/liniya prompts import";
    }
  }

  /** A text that no file holds and that no voice could speak either. */
  record NotSpoken(Language language, String name, String why, String cure)
      implements PromptProblem {
    @Override
    public String message() {
      return "no voice says prompt '" + name + "' in " + language + ": " + why;
    }

    @Override
    public String hint() {
      return cure;
    }
  }

  /** Music on hold that is not there. */
  record NoMusic(Path folder) implements PromptProblem {
    @Override
    public String message() {
      return "no music on hold";
    }

    @Override
    public String hint() {
      return "run scripts/make-music, or put a WAV file at " + folder.resolve("default.wav");
    }
  }

  /** A folder of music, or a piece of it, that cannot be used. */
  record Playlist(Path path, String fault, String cure) implements PromptProblem {
    @Override
    public String message() {
      return path.getFileName() + " " + fault;
    }

    @Override
    public String hint() {
      return cure;
    }
  }
}
