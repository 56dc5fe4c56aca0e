package org.liniya.server.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.liniya.asterisk.LeftRecordings;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.port.CallStore;
import org.liniya.port.Time;
import org.liniya.recording.RecordingFiles;
import org.liniya.store.Store;

/**
 * What the last stop cut off is settled before any call is taken: recordings first, then {@link
 * Recovery}. Used by the main thread.
 */
final class CutOffCalls {

  private CutOffCalls() {}

  /**
   * Settles them.
   *
   * @param asterisks where an Asterisk writes recordings, as we see it
   */
  static Recovery.Report settle(
      Line line, Store store, Path recordings, Optional<Path> asterisks, Time time)
      throws IOException {
    return new Recovery(store.calls(), store.tickets(), store.journal(), store.callbacks(), time)
        .run(repaired(store, recordings, asterisks), flow -> defaultLanguage(line, flow));
  }

  /** A crash may come after a recording got its last name and before anybody was told. */
  private static Map<CallId, Recovery.Repaired> repaired(
      Store store, Path recordings, Optional<Path> asterisks) throws IOException {
    RecordingFiles files = new RecordingFiles(recordings);
    Map<CallId, Recovery.Repaired> repaired = new HashMap<>();
    List<RecordingFiles.Repaired> found = new ArrayList<>();
    if (asterisks.isPresent()) {
      for (LeftRecordings.Left left : LeftRecordings.in(asterisks.get())) {
        files.takeOver(left.call(), left.tape()).ifPresent(found::add);
      }
    }
    found.addAll(files.repairAll());
    for (RecordingFiles.Repaired each : found) {
      repaired.put(each.call(), new Recovery.Repaired(each.length(), each.bytes()));
    }
    for (CallStore.CallRow call : store.calls().open()) {
      files
          .finishedAlready(call.id())
          .ifPresent(
              each ->
                  repaired.putIfAbsent(
                      call.id(), new Recovery.Repaired(each.length(), each.bytes())));
    }
    return repaired;
  }

  private static Language defaultLanguage(Line line, String flow) {
    return line.flows().values().stream()
        .filter(f -> f.name().equals(flow))
        .map(f -> f.languages().getFirst())
        .findFirst()
        .orElse(Language.RU);
  }
}
