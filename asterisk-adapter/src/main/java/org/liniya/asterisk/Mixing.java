package org.liniya.asterisk;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.liniya.asterisk.MixPlan.Part;
import org.liniya.asterisk.MixPlan.Whisper;
import org.liniya.port.Leg;

/**
 * Legs that hear one another as a mix says: in a conference of Asterisk, and by whispers where a
 * conference lets too many hear. The sessions of the legs wait in their conferences. Guarded by the
 * legs' lock, but for {@link #stop}.
 */
final class Mixing implements Leg.Bridging {

  private final String conference;
  private final MixPlan<AsteriskLeg> plan;
  private final LegTools tools;
  private final Set<AsteriskLeg> members;
  private final Map<Whisper<AsteriskLeg>, WhisperLine> whispers = new HashMap<>();

  /**
   * Where a leg is in a mix.
   *
   * @param conference that it is in
   * @param talks whether it is heard there
   */
  record Place(String conference, boolean talks) {

    /** What the dialplan's {@code ConfBridge} is to be run with. */
    String options() {
      return conference + ",liniya," + (talks ? "liniya-talk" : "liniya-listen");
    }
  }

  private Mixing(
      AsteriskLeg first,
      Map<AsteriskLeg, Set<AsteriskLeg>> hears,
      Optional<String> conference,
      LegTools tools) {
    List<AsteriskLeg> inOrder =
        hears.keySet().stream()
            .sorted(
                Comparator.comparing((AsteriskLeg leg) -> leg != first)
                    .thenComparing(AsteriskLeg::channel))
            .toList();
    this.conference = conference.orElseGet(() -> RungTelephone.OURS + UUID.randomUUID());
    this.plan = MixPlan.of(inOrder, hears);
    this.members = new HashSet<>(inOrder);
    this.tools = tools;
  }

  /**
   * Puts the legs together; each is on its way to its place then.
   *
   * @param first who had better not be whispered to
   * @param hears who is to hear whom
   */
  static Mixing begin(AsteriskLeg first, Map<AsteriskLeg, Set<AsteriskLeg>> hears, LegTools tools) {
    Set<Mixing> before =
        hears.keySet().stream()
            .flatMap(party -> party.mixing().stream())
            .collect(Collectors.toSet());
    Optional<String> conference =
        before.stream().flatMap(each -> each.conferenceFor(hears.keySet()).stream()).findAny();
    Mixing mixing = new Mixing(first, hears, conference, tools);
    mixing.whisper(before);
    hears.keySet().forEach(party -> party.enter(mixing));
    return mixing;
  }

  Place placeOf(AsteriskLeg leg) {
    return switch (plan.parts().getOrDefault(leg, Part.APART)) {
      case TALKS -> new Place(conference, true);
      case LISTENS -> new Place(conference, false);
      case APART -> new Place(apart(leg), true);
    };
  }

  /** Nobody else is there. A Uniqueid may be longer than the name of a conference, 79 signs. */
  private static String apart(AsteriskLeg leg) {
    return RungTelephone.OURS
        + UUID.nameUUIDFromBytes(leg.channel().getBytes(StandardCharsets.UTF_8));
  }

  /** The conference, if a mix of these may go on in it: nobody else would be heard there. */
  private Optional<String> conferenceFor(Set<AsteriskLeg> parties) {
    return parties.containsAll(members) ? Optional.of(conference) : Optional.empty();
  }

  /** What was whispered already goes on, or ends. */
  private void whisper(Set<Mixing> before) {
    Map<Whisper<AsteriskLeg>, WhisperLine> open = new HashMap<>();
    before.forEach(each -> open.putAll(each.handOver(members)));
    for (Whisper<AsteriskLeg> whisper : plan.whispers()) {
      WhisperLine line = open.remove(whisper);
      whispers.put(
          whisper, line != null ? line : WhisperLine.open(whisper.from(), whisper.to(), tools));
    }
    open.values().forEach(WhisperLine::close);
  }

  /** These go to another mix: what is whispered among them or to or from them. */
  private Map<Whisper<AsteriskLeg>, WhisperLine> handOver(Set<AsteriskLeg> going) {
    members.removeAll(going);
    Map<Whisper<AsteriskLeg>, WhisperLine> handed =
        whispers.entrySet().stream()
            .filter(each -> isOf(each.getKey(), going))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    whispers.keySet().removeAll(handed.keySet());
    return handed;
  }

  private static boolean isOf(Whisper<AsteriskLeg> whisper, Set<AsteriskLeg> legs) {
    return legs.contains(whisper.from()) || legs.contains(whisper.to());
  }

  /** The leg has left; the others stay. */
  void left(AsteriskLeg leg) {
    handOver(Set.of(leg)).values().forEach(WhisperLine::close);
  }

  @Override
  public void stop() {
    tools.change(
        () -> {
          Set.copyOf(members).forEach(member -> member.partFrom(this));
        });
  }
}
