package org.liniya.store;

/**
 * That no other process uses the database: two servers would take each other's calls for leftovers
 * of a crash.
 */
sealed interface SoleUse extends AutoCloseable permits SoleUse.ByFile, AdvisoryLock {
  /** Whether it is so now. */
  boolean held();

  @Override
  void close();

  /** H2 locks its file itself. */
  record ByFile() implements SoleUse {
    @Override
    public boolean held() {
      return true;
    }

    @Override
    public void close() {}
  }
}
