package org.liniya.sip.wire;

import gov.nist.javax.sip.header.SIPHeaderNamesCache;
import java.lang.reflect.Field;
import java.util.Map;

/**
 * Bounds what jain-sip remembers of the names of header fields: every name that ever came, in a
 * table of the whole process that nothing is ever taken out of. Whoever sends made-up names of 8 kB
 * could fill the heap in a few minutes. Thread-safe, as the table is.
 */
final class HeaderNames {

  /** More than there are names in use; each is there as it is written and in small letters. */
  static final int MOST = 1_000;

  private static final Map<?, ?> TABLE = table();

  private HeaderNames() {}

  /** Forgets all when there are too many: the table saves time only, and fills again by itself. */
  static void bound() {
    if (TABLE.size() > MOST) {
      TABLE.clear();
    }
  }

  static int known() {
    return TABLE.size();
  }

  /** By reflection, since jain-sip gives no other way to it. */
  private static Map<?, ?> table() {
    try {
      Field table = SIPHeaderNamesCache.class.getDeclaredField("lowercaseMap");
      table.setAccessible(true);
      if (table.get(SIPHeaderNamesCache.class) instanceof Map<?, ?> map) {
        return map;
      }
      throw new IllegalStateException("another jain-sip than the one this was written for");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("another jain-sip than the one this was written for", e);
    }
  }
}
