package org.liniya.store;

import java.util.List;
import org.liniya.port.StoreException;

/** Where the batches of a {@link BatchWriter} go; called by the writer's thread only. */
interface BatchSink<T> {
  /**
   * Writes all items in one transaction. Whether it throws or returns, what it wrote does not count
   * before {@link #confirmed()}; without that, the next call takes it back first (and may bring no
   * items at all).
   *
   * @throws StoreException when the transaction failed
   */
  void write(List<T> batch);

  /** The batch of the last {@link #write} stands. */
  void confirmed();
}
