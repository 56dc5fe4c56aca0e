package org.liniya.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;

/** Whom a storm excuses is read from the server's log, as the server really writes it. */
class StormAuditTest {

  @Test
  void findsTheCallsThatTheDatabaseWasLateFor() {
    String late = "01a219e7-dd70-7b22-81ee-2864c4740ab4";
    String log =
        """
        2026-11-26T22:12:57.931Z INFO  CallDesk call=01a219e7-dd44-76f5-bdb7-fb831cd31cee leg=sip-1 call from x to hotline
        2026-11-26T22:12:58.931Z ERROR CallDesk call=%s not stored yet: cannot write to the journal in time
        """
            .formatted(late);

    assertThat(StormAudit.late(log)).containsExactly(CallId.parse(late));
  }
}
