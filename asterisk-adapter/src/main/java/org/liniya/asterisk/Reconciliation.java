package org.liniya.asterisk;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.liniya.call.EndCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes our channels and Asterisk's agree when the manager's connection is back: what happened
 * meanwhile was not told. Runs on the manager's thread, but for {@link #lost}.
 */
final class Reconciliation {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

  /** An Asterisk that is away for so long has been restarted, or will be. */
  private static final long AWAY_MS = 30_000;

  private final ChannelBook book;
  private final OperatorsTelephones telephones;
  private final LegTools tools;

  /** Those that we had when we asked; later ones Asterisk may not have named. */
  private List<AsteriskLeg> legs = List.of();

  private List<RungTelephone> rung = List.of();
  private final Set<String> there = new HashSet<>();
  private final AtomicLong outages = new AtomicLong();

  Reconciliation(ChannelBook book, OperatorsTelephones telephones, LegTools tools) {
    this.book = book;
    this.telephones = telephones;
    this.tools = tools;
  }

  /** The connection is up: asks for all channels and all telephones. */
  void connected() {
    outages.incrementAndGet();
    there.clear();
    legs = new ArrayList<>(book.all());
    rung = new ArrayList<>(telephones.ringing());
    tools.manager().ask(new Manager.Order("CoreShowChannels", Map.of()));
    tools.manager().ask(new Manager.Order("DeviceStateList", Map.of()));
  }

  void heard(AmiNews.Listed listed) {
    switch (listed) {
      case AmiNews.Channel(String channel) -> there.add(channel);
      case AmiNews.AllChannels _ -> compare();
    }
  }

  private void compare() {
    int gone = 0;
    for (AsteriskLeg leg : legs) {
      if (!there.contains(leg.channel())) {
        leg.over(EndCause.LOST);
        gone++;
      }
    }
    for (RungTelephone telephone : rung) {
      if (!there.contains(telephone.channel())) {
        telephone.failed(EndCause.UNREACHABLE);
      }
    }
    int left = 0;
    for (String channel : there) {
      if (channel.startsWith(RungTelephone.OURS) && unknown(channel)) {
        // of a process of ours that is no more: its caller is told so by the dialplan
        tools.manager().ask(new Manager.Order("Hangup", Map.of("Channel", channel, "Cause", "16")));
        left++;
      }
    }
    if (gone + left > 0) {
      LOG.atWarn()
          .addKeyValue("gone", gone)
          .addKeyValue("left", left)
          .log("channels have ended while nobody told us, or were left by an earlier process");
    }
    legs = List.of();
    rung = List.of();
    there.clear();
  }

  private boolean unknown(String channel) {
    return book.find(channel).isEmpty() && telephones.ringing(channel).isEmpty();
  }

  /** The connection is down; from any thread. */
  void lost() {
    long outage = outages.incrementAndGet();
    book.all().forEach(AsteriskLeg::managerLost);
    tools
        .timer()
        .after(
            AWAY_MS,
            () -> {
              if (outages.get() == outage && !tools.manager().connected()) {
                telephones.allAway();
                List.copyOf(book.all()).stream()
                    .filter(AsteriskLeg::isUnserved)
                    .forEach(leg -> leg.over(EndCause.LOST));
              }
            });
  }
}
