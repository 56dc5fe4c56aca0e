package org.liniya.port;

import java.util.List;

/**
 * Changes the master key, under which the keys of persons and what else is sealed lies, while the
 * server runs. Thread-safe; of two that ask at once the second waits. May be cut off at any moment:
 * both keys are kept until nothing needs the old one, and the next call goes on.
 */
public interface KeyRotation {

  /**
   * Where the change is.
   *
   * @param key the identifier of the new key, which tells nothing of it
   * @param older the identifiers of the keys that it replaces
   * @param checked how many sealed values were looked at since the change began or went on
   * @param resealed how many of them were sealed anew
   * @param done whether the older keys are destroyed: they are in no file and open nothing
   */
  record Progress(String key, List<String> older, long checked, long resealed, boolean done) {
    public Progress {
      older = List.copyOf(older);
    }
  }

  /** Whether a change was begun since the start and is not done. */
  boolean goingOn();

  /**
   * Begins a change, or goes on with one that was begun, for a bounded time. To be called again
   * until it is done; once more would begin another change.
   *
   * @throws StoreException when it could not go on; what was done stays
   */
  Progress advance();
}
