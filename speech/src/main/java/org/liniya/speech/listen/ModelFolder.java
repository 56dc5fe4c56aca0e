package org.liniya.speech.listen;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells from its files whether a folder holds a model that can be used. For any thread. */
public final class ModelFolder {

  private static final List<String> NEEDED =
      List.of("am/final.mdl", "conf/mfcc.conf", "graph/HCLr.fst", "graph/Gr.fst");

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
        .map(file -> folder + " holds no Vosk model: " + file + " is missing");
  }
}
