package org.liniya.speech;

/** Where the sound of one prompt in one language comes from. Immutable data. */
public sealed interface PromptState {

  /** In one word or a voice's name, for a table. */
  String word();

  /** From a file beside the texts, made by a voice or, {@code own}, by a person. */
  record OfFile(String voice) implements PromptState {
    @Override
    public String word() {
      return voice;
    }
  }

  /** From the cache: a voice has made it when the server started. */
  record OfVoice(String voice) implements PromptState {
    @Override
    public String word() {
      return voice + " (cache)";
    }
  }

  /** A voice is there that will make it when the server starts. */
  record Promised() implements PromptState {
    @Override
    public String word() {
      return "not yet rendered";
    }
  }

  /** The file says another text than the present one, and nothing else says it. */
  record Stale(String voice) implements PromptState {
    @Override
    public String word() {
      return "stale (" + voice + ")";
    }
  }

  /** Nobody says it. */
  record Missing() implements PromptState {
    @Override
    public String word() {
      return "missing";
    }
  }
}
