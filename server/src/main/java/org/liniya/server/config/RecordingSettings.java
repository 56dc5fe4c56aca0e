package org.liniya.server.config;

import java.nio.file.Path;

/**
 * Where recordings lie. Immutable.
 *
 * @param folder a relative path is taken from the data folder
 */
public record RecordingSettings(Path folder) {
  public static final RecordingSettings DEFAULT = new RecordingSettings(Path.of("recordings"));

  public Path folder(Path data) {
    return data.resolve(folder);
  }
}
