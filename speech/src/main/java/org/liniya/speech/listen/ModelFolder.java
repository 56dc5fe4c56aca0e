package org.liniya.speech.listen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells from its files whether a folder holds a model that can be used. It sees what is missing, is
 * something else or was cut off; whether the files belong together only {@link ModelTrial} tells.
 * For any thread.
 */
public final class ModelFolder {

  private static final List<String> GRAPHS = List.of("graph/HCLr.fst", "graph/Gr.fst");
  private static final String NETWORK = "am/final.mdl";

  private static final List<String> NEEDED =
      List.of(
          NETWORK,
          "conf/mfcc.conf",
          "conf/model.conf",
          "graph/HCLr.fst",
          "graph/Gr.fst",
          "graph/disambig_tid.int");

  /** How Kaldi begins a model in binary. */
  private static final byte[] BINARY = "\0B<TransitionModel>".getBytes(StandardCharsets.US_ASCII);

  private ModelFolder() {}

  /** What is wrong with it; empty when nothing is. */
  public static Optional<String> fault(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.of("there is no folder " + folder);
    }
    if (Files.exists(folder.resolve("graph/HCLG.fst"))) {
      return Optional.of(
          "the model in " + folder + " has a fixed graph (HCLG.fst) and cannot be told phrases");
    }
    return NEEDED.stream()
        .filter(file -> !Files.isReadable(folder.resolve(file)))
        .findFirst()
        .map(file -> folder + " holds no Vosk model: " + file + " is missing")
        .or(
            () ->
                NEEDED.stream()
                    .filter(file -> !whole(folder, file))
                    .findFirst()
                    .map(file -> "the model in " + folder + " is damaged: see " + file));
  }

  private static boolean whole(Path folder, String name) {
    Path file = folder.resolve(name);
    try {
      if (GRAPHS.contains(name)) {
        return FstHeader.whole(file);
      }
      return Files.size(file) > 0 && (!name.equals(NETWORK) || begins(file));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean begins(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(BINARY.length), BINARY);
    }
  }
}
