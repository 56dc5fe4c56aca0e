package org.liniya.server.run;

import java.time.Instant;
import java.util.List;
import org.liniya.console.LineEditions;

/**
 * A configuration as it was read once. Immutable.
 *
 * @param id a hash of the files that a reload takes
 * @param since when new calls got it for the last time
 */
record Edition(String id, Instant since, Line line, ConfigFiles files) {

  static Edition of(Line line, ConfigFiles files, Instant since) {
    return new Edition(files.hash(), since, line, files);
  }

  Edition again(Instant now) {
    return new Edition(id, now, line, files);
  }

  LineEditions.View view(boolean current) {
    List<String> flows =
        line.flows().values().stream()
            .map(flow -> flow.name() + " " + flow.version())
            .sorted()
            .toList();
    return new LineEditions.View(id, since, flows, current);
  }
}
