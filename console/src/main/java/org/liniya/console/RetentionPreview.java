package org.liniya.console;

import java.util.List;
import org.liniya.port.Retention;

/** What the next deletion would meet. Thread-safe; blocks while the database works. */
@FunctionalInterface
public interface RetentionPreview {

  /** All whose period is over, with what becomes of each; {@code limit} at most. */
  List<Retention.Ripe> preview(int limit);
}
