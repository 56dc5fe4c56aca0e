package org.liniya.server.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.port.Time;
import org.liniya.recording.RecordingFiles;
import org.liniya.store.Store;

/**
 * What the last stop cut off is settled before any call is taken: recordings first, then {@link
 * Recovery}. Used by the main thread.
 */
final class CutOffCalls {

  private CutOffCalls() {}

  static Recovery.Report settle(Line line, Store store, Path recordings, Time time)
      throws IOException {
    return new Recovery(store.calls(), store.tickets(), store.journal(), store.callbacks(), time)
        .run(repaired(recordings), flow -> defaultLanguage(line, flow));
  }

  private static Map<CallId, Recovery.Repaired> repaired(Path recordings) throws IOException {
    return new RecordingFiles(recordings)
        .repairAll().stream()
            .collect(
                Collectors.toMap(
                    RecordingFiles.Repaired::call,
                    r -> new Recovery.Repaired(r.length(), r.bytes()),
                    (first, _) -> first));
  }

  private static Language defaultLanguage(Line line, String flow) {
    return line.flows().values().stream()
        .filter(f -> f.name().equals(flow))
        .map(f -> f.languages().getFirst())
        .findFirst()
        .orElse(Language.RU);
  }
}
