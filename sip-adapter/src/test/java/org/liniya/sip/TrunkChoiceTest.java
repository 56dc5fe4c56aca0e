package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.liniya.call.NumberPlan;
import org.liniya.call.Secret;
import org.liniya.sip.TrunkChoice.Chosen;
import org.liniya.sip.TrunkChoice.Evidence;
import org.liniya.sip.trunk.RegisterRules;
import org.liniya.sip.trunk.TrunkLogin;
import org.liniya.sip.trunk.TrunkPlace;

/** Which trunk an INVITE belongs to, by the names of the rule's cases. */
class TrunkChoiceTest {

  private static final Trunk WIDE = trunk("wide", "", "", "", "10.0.0.0/8");
  private static final Trunk ASKS = trunk("asks", "asks", "", "", "10.1.2.3");
  private static final Trunk CERTIFIED = trunk("certified", "", "sbc.example", "", "10.2.0.0/16");
  private static final Trunk ROAMING = trunk("roaming", "roam", "", "");
  private static final Trunk OUT_ONLY = trunk("out", "", "", "");
  private static final Trunk REGISTERED = trunk("registered", "", "", "line-1");
  private static final Trunk REGISTERED_TOO = trunk("too", "", "", "line-2");
  private static final List<Trunk> ALL =
      List.of(WIDE, ASKS, CERTIFIED, ROAMING, OUT_ONLY, REGISTERED, REGISTERED_TOO);

  private static Trunk trunk(
      String name, String login, String certificate, String contact, String... from) {
    TrunkPlace place = new TrunkPlace("registrar.example", 5060, "udp");
    return new Trunk(
        name,
        Arrays.stream(from).map(AddressRange::parse).toList(),
        login(login),
        certificate.isEmpty() ? List.of() : List.of(certificate),
        true,
        NumberPlan.russian(),
        Map.of(),
        Optional.empty(),
        login(contact)
            .map(account -> new RegisterRules(place, account, Duration.ofMinutes(10), contact)));
  }

  private static Optional<TrunkLogin> login(String user) {
    return user.isEmpty() ? Optional.empty() : Optional.of(new TrunkLogin(user, new Secret("x")));
  }

  private static Chosen choose(String source, String peerName, String login, String called) {
    InetAddress registrar = InetAddress.ofLiteral("192.0.2.7");
    return TrunkChoice.choose(
        ALL,
        new Evidence(
            InetAddress.ofLiteral(source),
            peerName.isEmpty() ? List.of() : List.of(peerName),
            Optional.of(login).filter(user -> !user.isEmpty()),
            called),
        trunk -> trunk.register().isPresent() ? Set.of(registrar) : Set.of());
  }

  @Test
  void placeTheSmallestRangeCountsAndThereIsNoFallingBack() {
    assertThat(choose("10.9.9.9", "", "", "x")).isEqualTo(new Chosen.Found(WIDE));
    assertThat(choose("10.1.2.3", "", "", "x")).isEqualTo(new Chosen.AskPassword());
    assertThat(choose("10.1.2.3", "", "roam", "x")).isEqualTo(new Chosen.AskPassword());
    assertThat(choose("10.1.2.3", "", "asks", "x")).isEqualTo(new Chosen.Found(ASKS));
  }

  @Test
  void proofACertificateIsNeededWhereOneIsNamed() {
    assertThat(choose("10.2.0.1", "SBC.example", "", "x")).isEqualTo(new Chosen.Found(CERTIFIED));
    assertThat(choose("10.2.0.1", "other.example", "", "x")).isInstanceOf(Chosen.Nobody.class);
    assertThat(choose("10.2.0.1", "", "roam", "x")).isInstanceOf(Chosen.Nobody.class);
  }

  @Test
  void askATrunkWithoutAddressesIsKnownByItsPassword() {
    assertThat(choose("198.51.100.1", "", "", "x")).isEqualTo(new Chosen.AskPassword());
    assertThat(choose("198.51.100.1", "", "asks", "x")).isEqualTo(new Chosen.AskPassword());
    assertThat(choose("2001:db8::1", "", "roam", "x")).isEqualTo(new Chosen.Found(ROAMING));
  }

  @Test
  void contactOurRegistrarsCallsAreOfTheTrunkWhoseContactIsCalled() {
    assertThat(choose("192.0.2.7", "", "", "line-1")).isEqualTo(new Chosen.Found(REGISTERED));
    assertThat(choose("192.0.2.7", "", "", "line-2")).isEqualTo(new Chosen.Found(REGISTERED_TOO));
    assertThat(choose("192.0.2.8", "", "", "line-2")).isEqualTo(new Chosen.AskPassword());
  }

  @Test
  void nobodyATrunkWithoutAnyConditionLetsNobodyIn() {
    Chosen chosen =
        TrunkChoice.choose(
            List.of(OUT_ONLY),
            new Evidence(InetAddress.ofLiteral("127.0.0.1"), List.of(), Optional.empty(), "x"),
            _ -> Set.of());
    assertThat(chosen).isEqualTo(new Chosen.Nobody("no trunk allows the source"));
  }
}
