package org.liniya.call;

/**
 * What a write is worth when the process is killed ({@code kill -9}; power loss needs PostgreSQL).
 * Every write belongs to one of these, and its method or the type of its argument says to which: a
 * caller cannot choose wrongly by accident.
 */
public enum Durability {

  /**
   * Committed when the method returns, or the method throws and nothing was written: before anybody
   * can notice the effect. All methods of the ports of the store but those named below.
   */
  COMMITTED,

  /**
   * Committed within 200 ms, together with others; until then it may be lost. Never blocks, never
   * throws; waits in bounded memory while the database is away. {@code Journal.note} and {@code
   * commitLater}, {@code DialogStore}.
   */
  BATCHED,

  /**
   * May be lost whenever that is easier: it never blocks, never throws, and is not kept while the
   * database is away, so that it takes no room from what is worth more. {@code Journal.mention}.
   */
  FLEETING
}
