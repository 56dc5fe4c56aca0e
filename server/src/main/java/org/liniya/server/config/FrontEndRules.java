package org.liniya.server.config;

import java.util.List;
import java.util.Optional;
import org.liniya.sip.Trunk;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;

/**
 * What the two front ends need of several files together. For one thread.
 *
 * <ul>
 *   <li>no Asterisk: an operator has an endpoint of Asterisk, and there is no {@code asterisk:}
 *   <li>a mix: callers come by one front end, an operator belongs to the other, and no {@code tie}
 *       joins the two
 *   <li>a loose tie: its trunk is not there, or does not say where Asterisk is called
 * </ul>
 */
final class FrontEndRules {

  private final ServerSettings settings;
  private final Trunks trunks;
  private final Problems problems;

  FrontEndRules(ServerSettings settings, Trunks trunks, Problems problems) {
    this.settings = settings;
    this.trunks = trunks;
    this.problems = problems;
  }

  /** Looks at files in which no problem was found. */
  void check(List<OperatorSettings> operators) {
    operators.forEach(this::check);
    settings.asterisk().flatMap(AsteriskSettings::tie).ifPresent(this::tied);
  }

  private void check(OperatorSettings operator) {
    String id = operator.profile().id().value();
    switch (operator.telephone()) {
      case OperatorTelephone.OfAsterisk(_, Place place) when settings.asterisk().isEmpty() ->
          problems.add(
              place,
              "operator '" + id + "' has an endpoint of Asterisk, but there is no Asterisk",
              "Add 'asterisk:' to "
                  + LiniyaFile.NAME
                  + ", or take '"
                  + OperatorsFile.ENDPOINT
                  + "' out");
      case OperatorTelephone.OfAsterisk(_, Place place) when apart() && trunks.takeCalls() ->
          problems.add(
              place,
              "operator '"
                  + id
                  + "' is rung by Asterisk, and callers come in by our own SIP ("
                  + TrunksFile.NAME
                  + "): the two cannot be joined",
              "Add 'tie' under 'asterisk:' in "
                  + LiniyaFile.NAME
                  + "; or let all callers come by Asterisk: 'numbers: {}' in "
                  + TrunksFile.NAME);
      case OperatorTelephone.OfAsterisk _ -> {}
      case OperatorTelephone.OfOurs(Place place) when apart() && settings.callersByAsterisk() ->
          problems.add(
              place,
              "operator '"
                  + id
                  + "' is rung by our own SIP, and callers come in by Asterisk"
                  + " (asterisk.numbers of "
                  + LiniyaFile.NAME
                  + "): the two cannot be joined",
              "Add '" + OperatorsFile.ENDPOINT + ": PJSIP/" + id + "', or 'tie' under 'asterisk:'");
      case OperatorTelephone.OfOurs _ -> {}
    }
  }

  private boolean apart() {
    return settings.asterisk().flatMap(AsteriskSettings::tie).isEmpty();
  }

  private void tied(AsteriskSettings.Tie tie) {
    List<String> names = trunks.trunks().stream().map(Trunk::name).sorted().toList();
    Optional<Trunk> trunk =
        trunks.trunks().stream().filter(each -> each.name().equals(tie.trunk())).findFirst();
    if (trunk.isEmpty()) {
      problems.add(
          tie.place(),
          "there is no trunk '" + tie.trunk() + "'",
          "Trunks of " + TrunksFile.NAME + ": " + String.join(", ", names));
    } else if (trunk.get().out().isEmpty()) {
      problems.add(
          tie.place(),
          "the trunk '" + tie.trunk() + "' does not say where Asterisk takes calls",
          "Add 'out: { to: \"sip:127.0.0.1:5060\" }' to it in " + TrunksFile.NAME);
    }
  }
}
