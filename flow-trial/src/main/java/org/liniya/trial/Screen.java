package org.liniya.trial;

import java.util.Optional;

/** Where somebody who plays a caller reads and writes. For one thread. */
public interface Screen {

  /** Shows a line. */
  void show(String line);

  /**
   * Waits for the next line.
   *
   * @param prompt what is shown before it
   * @return empty at the end of the input, and from then on
   */
  Optional<String> ask(String prompt);
}
