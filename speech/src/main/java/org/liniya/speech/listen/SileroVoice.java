package org.liniya.speech.listen;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.liniya.audio.G711;

/**
 * Knows voices by Silero's model, version 5, in ONNX. It takes a frame with the 32 samples before
 * it, and hands its state from frame to frame. One session is shared; for any thread.
 */
public final class SileroVoice implements VoiceModel {

  private static final int CONTEXT = 32;
  private static final long[] STATE = {2, 1, 128};
  private static final int STATE_SIZE = 2 * 128;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /**
   * @param file the model
   * @throws RecognizerException when it cannot be loaded
   */
  public SileroVoice(Path file) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // the threads of the recogniser are all there are; waiting threads must not spin
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = environment.createSession(file.toString(), options);
    } catch (OrtException | LinkageError broken) {
      throw new RecognizerException("cannot load the voice model " + file, broken);
    }
  }

  @Override
  public Ear ear() {
    return new SileroEar();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException broken) {
      throw new RecognizerException("cannot close the voice model", broken);
    }
  }

  private final class SileroEar implements Ear {
    private final float[] input = new float[CONTEXT + FRAME];
    private final float[] state = new float[STATE_SIZE];

    @Override
    public double voice(short[] frame) {
      System.arraycopy(input, FRAME, input, 0, CONTEXT);
      for (int i = 0; i < FRAME; i++) {
        input[CONTEXT + i] = frame[i] / 32768f;
      }
      try (OnnxTensor sound =
              OnnxTensor.createTensor(
                  environment, FloatBuffer.wrap(input), new long[] {1, input.length});
          OnnxTensor before = OnnxTensor.createTensor(environment, FloatBuffer.wrap(state), STATE);
          OnnxTensor rate =
              OnnxTensor.createTensor(
                  environment, LongBuffer.wrap(new long[] {G711.RATE}), new long[0]);
          OrtSession.Result result =
              session.run(Map.of("input", sound, "state", before, "sr", rate))) {
        ((OnnxTensor) result.get("stateN").orElseThrow()).getFloatBuffer().get(state);
        return ((OnnxTensor) result.get("output").orElseThrow()).getFloatBuffer().get(0);
      } catch (OrtException broken) {
        throw new RecognizerException("the voice model failed", broken);
      }
    }
  }
}
