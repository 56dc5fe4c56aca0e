package org.liniya.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.port.DeskOrder;
import org.liniya.port.OperatorDesk.Dialled;
import org.liniya.server.config.EmergencyNumbers;
import org.liniya.server.config.StarCodes;

class DialPlanTest {

  private final DialPlan plan =
      new DialPlan(
          Set.of(new OperatorId("1001"), new OperatorId("102")),
          Set.of("access"),
          EmergencyNumbers.usual(),
          StarCodes.usual());

  @ParameterizedTest
  @CsvSource({"*22,lunch", "*2-1,break", "*21#,break"})
  void aPauseHasTheReasonOfItsKey(String dialled, String reason) {
    assertThat(plan.meaning(dialled)).isEqualTo(new Dialled.Order(new DeskOrder.Pause(reason)));
  }

  @Test
  void starCodesAreOrders() {
    assertThat(plan.meaning("*6")).isEqualTo(new Dialled.Order(new DeskOrder.Conference()));
    assertThat(plan.meaning("*551001")).isEqualTo(new Dialled.Supervised(new OperatorId("1001")));
    assertThat(plan.meaning("*55")).isEqualTo(new Dialled.Unknown());
    assertThat(plan.meaning("*559999")).isEqualTo(new Dialled.Unknown());
    assertThat(plan.meaning("*1")).isEqualTo(new Dialled.Order(new DeskOrder.Ready()));
    assertThat(plan.meaning("*3")).isEqualTo(new Dialled.Order(new DeskOrder.MoreWrapUp()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "*2", "*23", "*11", "*4", "*41", "*112", "**1"})
  void aCodeWithoutAMeaningIsNothing(String dialled) {
    assertThat(plan.meaning(dialled)).isEqualTo(new Dialled.Unknown());
  }

  @Test
  void colleaguesAndGroupsAreCalledByTheirNames() {
    assertThat(plan.meaning("1001")).isEqualTo(new Dialled.Colleague(new OperatorId("1001")));
    assertThat(plan.meaning("access")).isEqualTo(new Dialled.Group("access"));
  }

  @ParameterizedTest
  @CsvSource({
    "+79005550199,+79005550199",
    "8 (900) 555-01-99,+79005550199",
    "79005550199,+79005550199",
    "8104930123456,+4930123456",
    "+4930123456,+4930123456",
  })
  void numbersOutsideAreBroughtToOneForm(String dialled, String number) {
    assertThat(plan.meaning(dialled)).isEqualTo(new Dialled.Outside(PhoneNumber.of(number)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"112", "101", "102", "103", "104", "01", "02", "03", "04", "911", "1-1-2"})
  void emergencyNumbersComeFirst(String dialled) {
    assertThat(plan.meaning(dialled))
        .isEqualTo(new Dialled.Emergency(PhoneNumber.of(dialled.replace("-", "")), false));
  }

  /** As telephones, their dial plans and other exchanges write them (RFC 3966, RFC 5031). */
  @ParameterizedTest
  @CsvSource({
    "+112,112",
    "0112,112",
    "112#,112",
    "+1-1-2#,112",
    "112;phone-context=+7,112",
    "101;phone-context=example.org,101",
    "'01;ext=2',01",
    "0101,101",
    "001,01",
    "urn:service:sos,112",
    "URN:service:SOS,112",
    "urn:service:sos.police,112",
    "urn:service:sos.fire.x,112",
  })
  void anEmergencyNumberIsKnownInEverySpelling(String dialled, String number) {
    assertThat(plan.meaning(dialled))
        .isEqualTo(new Dialled.Emergency(PhoneNumber.of(number), false));
  }

  @Test
  void whoIsCalledLikeAnEmergencyNumberWithAZeroIsStillCalled() {
    DialPlan named =
        new DialPlan(
            Set.of(new OperatorId("0101")),
            Set.of("0112"),
            EmergencyNumbers.usual(),
            StarCodes.usual());
    assertThat(named.meaning("0101")).isEqualTo(new Dialled.Colleague(new OperatorId("0101")));
    assertThat(named.meaning("0112")).isEqualTo(new Dialled.Group("0112"));
    assertThat(named.meaning("0103")).isInstanceOf(Dialled.Emergency.class);
  }

  /** What has no trunk for 112 says so; it is not refused in silence. */
  @Test
  void anEmergencyServiceIsNoNumberOfTheList() {
    DialPlan without =
        new DialPlan(
            Set.of(),
            Set.of(),
            new EmergencyNumbers(Set.of("101"), Optional.empty()),
            StarCodes.usual());
    assertThat(without.meaning("urn:service:sos"))
        .isEqualTo(new Dialled.Emergency(PhoneNumber.of("112"), false));
    assertThat(without.meaning("112")).isEqualTo(new Dialled.Unknown());
  }

  @Test
  void withATrunkTheyAreConnected() {
    DialPlan connected =
        new DialPlan(
            Set.of(),
            Set.of(),
            new EmergencyNumbers(Set.of("112"), Optional.of("city")),
            StarCodes.usual());
    assertThat(connected.meaning("112"))
        .isEqualTo(new Dialled.Emergency(PhoneNumber.of("112"), true));
    assertThat(connected.meaning("101")).isEqualTo(new Dialled.Unknown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hotline",
        "1009",
        "+123",
        "+0123456789",
        "900555",
        "8100123",
        "*43",
        "1121",
        "00112",
        "*112",
        "112x",
        "+7112",
        "urn:service:sosx",
        "urn:service:counseling",
        "+7900555019901234"
      })
  void everythingElseIsNothing(String dialled) {
    assertThat(plan.meaning(dialled)).isEqualTo(new Dialled.Unknown());
  }
}
