package org.liniya.speech.listen;

import org.liniya.audio.Energy;

/**
 * Finds where somebody begins to speak and how long nothing is said, frame by frame of {@link
 * VoiceModel#FRAME} samples. For one thread at a time.
 *
 * <p>The energy gate comes first, for it costs next to nothing: a frame that is not clearly louder
 * than the line's own noise is silence, and the voice model does not see it. What is loud for long
 * and no voice, such as music, is shown to the model now and then only.
 *
 * <pre>
 *   waiting --- {@link #VOICES} of the last {@link #LOOKS} looks were a voice ---> speaking
 *   speaking --- {@link #pause}, when whoever listens has waited long enough ---> waiting
 * </pre>
 */
final class SpeechDetector {

  /** What a frame was. */
  enum Turn {
    /** Nobody speaks. */
    WAITING,
    /** By this frame it is certain that somebody speaks; it began some frames ago. */
    BEGAN,
    /** Somebody speaks, or has paused: {@link #quietFrames}. */
    SPEAKING
  }

  private static final int VOICES = 3;
  private static final int LOOKS = 4;
  private static final double VOICE = 0.5;

  /** Quieter than this is never speech: −50 dBm0. */
  private static final double LEAST_LEVEL = -50;

  /**
   * Quieter than this is no speech while a prompt plays, but may be the prompt's echo: −34 dBm0. A
   * prompt is at −15 dBm0 and its loudest words at −9; the hybrid of a telephone sends them back 26
   * dB quieter, or quieter still.
   */
  private static final double LEAST_BESIDE_PROMPT = -34;

  private static final double OVER_NOISE = 7;

  /** The noise of the line is never thought louder than this, or speech would be its own noise. */
  private static final double MOST_NOISE = -25;

  /** How fast noise is believed to rise: 3 dB a second. */
  private static final double NOISE_RISE = 3 * 0.032;

  /** In a pause sound is so much quieter than the words before it. */
  private static final double PAUSE_BELOW_SPEECH = 22;

  /** After so many looks without a voice the model rests for {@link #REST} frames. */
  private static final int PATIENCE = 10;

  private static final int REST = 26;
  private static final int LOOKS_AFTER_REST = 6;
  private static final double LOUDER = 9;

  /** While somebody speaks: so many looks in every so many frames, at most. */
  private static final int CHECK = 4;

  private static final int CHECK_EVERY = 32;

  private final VoiceModel.Ear voices;
  private boolean speaking;
  private double noise = LEAST_LEVEL - OVER_NOISE;
  private double speech;
  private int quiet;
  private int lately; // the last looks, a bit each, 1 a voice
  private int vain;
  private int resting;
  private double restLevel;
  private int spoken;
  private double bestOfCheck;
  private final VoiceFigures figures;

  SpeechDetector(VoiceModel.Ear voices, VoiceFigures figures) {
    this.voices = voices;
    this.figures = figures;
  }

  /** Takes the next frame, of a caller who hears nothing. */
  Turn hear(short[] frame) {
    return hear(frame, LEAST_LEVEL);
  }

  /** Takes the next frame, of a caller who hears a prompt, or heard it a moment ago. */
  Turn hearBesidePrompt(short[] frame) {
    return hear(frame, LEAST_BESIDE_PROMPT);
  }

  private Turn hear(short[] frame, double least) {
    figures.heard();
    double level = Energy.dBm0(frame);
    boolean loud = level >= Math.max(least, noise + OVER_NOISE);
    learnNoise(level);
    return speaking ? speaking(frame, level, loud) : waiting(frame, level, loud);
  }

  /** Nothing has come where a frame was due. */
  Turn nothing() {
    figures.heard();
    quiet++;
    lately = 0;
    return speaking ? Turn.SPEAKING : Turn.WAITING;
  }

  /** For how many frames nothing was said. */
  int quietFrames() {
    return quiet;
  }

  /** What was said is over; from now on a new beginning is waited for. */
  void pause() {
    speaking = false;
    lately = 0;
    vain = 0;
    resting = 0;
    quiet = 0;
  }

  private Turn waiting(short[] frame, double level, boolean loud) {
    if (!loud) {
      quiet++;
      lately <<= 1;
      vain = quiet > REST ? 0 : vain;
      return Turn.WAITING;
    }
    quiet = 0;
    if (resting > 0 && level < restLevel + LOUDER) {
      resting--;
      return Turn.WAITING;
    }
    boolean voice = look(frame) >= VOICE;
    lately = lately << 1 | (voice ? 1 : 0);
    if (Integer.bitCount(lately & (1 << LOOKS) - 1) >= VOICES) {
      speaking = true;
      speech = level;
      spoken = 0;
      return Turn.BEGAN;
    }
    vain = voice ? 0 : vain + 1;
    if (vain >= PATIENCE) {
      vain = PATIENCE - LOOKS_AFTER_REST;
      resting = REST;
      restLevel = level;
    }
    return Turn.WAITING;
  }

  private Turn speaking(short[] frame, double level, boolean loud) {
    spoken++;
    speech = Math.max(speech - NOISE_RISE, level);
    boolean said = loud && level > speech - PAUSE_BELOW_SPEECH;
    if (said && isNoiseOnly(frame)) {
      quiet += CHECK_EVERY;
    } else {
      quiet = said ? 0 : quiet + 1;
    }
    return Turn.SPEAKING;
  }

  /** Loud, but for a second or so no voice in it: what goes on is not the caller speaking. */
  private boolean isNoiseOnly(short[] frame) {
    int phase = spoken % CHECK_EVERY;
    if (phase >= CHECK_EVERY - CHECK) {
      bestOfCheck = Math.max(bestOfCheck, look(frame));
    } else if (phase == 0 && spoken > CHECK_EVERY - 1) {
      boolean none = bestOfCheck < VOICE / 2;
      bestOfCheck = 0;
      return none;
    }
    return false;
  }

  private double look(short[] frame) {
    figures.looked();
    return voices.voice(frame);
  }

  private void learnNoise(double level) {
    double heard = Math.max(level, LEAST_LEVEL - OVER_NOISE);
    if (heard < noise) {
      noise += (heard - noise) / 4;
    } else if (!speaking) {
      noise = Math.min(Math.min(noise + NOISE_RISE, heard), MOST_NOISE);
    }
  }
}
