package org.liniya.speech;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.liniya.call.Language;
import org.liniya.port.SynthesisException;
import org.liniya.speech.voice.Lexicon;
import org.liniya.speech.voice.Speaker;
import org.liniya.speech.voice.VoicePlan;

/**
 * Says which texts would get a sound when the server starts, without making any: what {@code check}
 * needs. Any thread.
 *
 * @param cache where sounds are that were made before; empty to look at none
 */
public record PromisedPrompts(VoicePlan plan, Lexicon lexicon, Optional<PromptCache> cache)
    implements Rendering {

  @Override
  public Outcome render(Language language, Map<String, String> texts) {
    if (texts.isEmpty()) {
      return Outcome.NOTHING;
    }
    if (texts.size() > RenderedPrompts.MOST) {
      return RenderedPrompts.tooMany(language, texts);
    }
    List<Speaker> voices = plan.speakers(language, lexicon);
    try {
      Gathered gathered = new Gathered();
      Optional<SynthesisException> fault = whyNobody(voices);
      new TreeMap<>(texts)
          .forEach(
              (name, text) -> {
                Optional<Made> made = kept(voices, text);
                if (made.isPresent()) {
                  gathered.made(name, made.get());
                } else if (fault.isEmpty()) {
                  gathered.promised(name);
                } else {
                  gathered.failed(
                      name,
                      new PromptProblem.NotSpoken(
                          language,
                          name,
                          String.valueOf(fault.get().getMessage()),
                          fault.get().cure()));
                }
              });
      return gathered.outcome();
    } finally {
      voices.forEach(Speaker::close);
    }
  }

  /** Why no voice could speak now; empty when one could. */
  private static Optional<SynthesisException> whyNobody(List<Speaker> voices) {
    Optional<SynthesisException> first = Optional.of(RenderedPrompts.noVoice());
    for (int i = 0; i < voices.size(); i++) {
      Optional<SynthesisException> missing = RenderedPrompts.missing(voices.get(i));
      if (missing.isEmpty()) {
        return Optional.empty();
      }
      first = i == 0 ? missing : first;
    }
    return first;
  }

  private Optional<Made> kept(List<Speaker> voices, String text) {
    return cache.flatMap(
        known ->
            voices.stream()
                .flatMap(
                    voice -> {
                      String key = voice.key(text);
                      return known
                          .read(key)
                          .map(
                              sound ->
                                  new Made(
                                      sound, voice.voice().voice(), key, voice.words(text), false))
                          .stream();
                    })
                .findFirst());
  }
}
