package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LadderPictureTest {

  @Test
  void whatWasSaidStandsBesideOurLaneAsTheKeyThatItStandsFor() {
    List<String> picture =
        LadderPicture.lines(
            JsonMapper.shared()
                .readTree(
                    """
                    {"call":{"id":"c","from":"+7********01","to":"hotline"},
                     "legs":[{"leg":"sip-1","party":"caller","omitted":0}],
                     "events":[
                      {"at":"2026-11-25T10:00:00Z","source":"journal","seq":1,
                       "kind":"speech-understood","step":"menu","as":"0",
                       "confidencePercent":93}]}
                    """));

    assertThat(picture.getLast())
        .contains("│ · speech-understood step=menu as=0 confidencePercent=93");
  }

  @Test
  void everyMessageGoesFromWhoSentItToWhoGotIt() {
    List<String> picture =
        LadderPicture.lines(
            JsonMapper.shared()
                .readTree(
                    """
                    {"call":{"id":"c","from":"+7********01","to":"hotline","ending":"completed"},
                     "legs":[{"leg":"sip-1","party":"caller","omitted":0},
                             {"leg":"sip-2","party":"operator 1001","omitted":3}],
                     "events":[
                      {"at":"2026-11-25T10:00:00Z","source":"sip","leg":"sip-1","sent":false,
                       "peer":"udp:1","what":"INVITE 1 (sdp)"},
                      {"at":"2026-11-25T10:00:00.250Z","source":"journal","seq":3,
                       "kind":"queued","group":"access"},
                      {"at":"2026-11-25T10:00:01Z","source":"sip","leg":"sip-2","sent":true,
                       "peer":"udp:2","what":"INVITE 1 (sdp)"},
                      {"at":"2026-11-25T10:00:02Z","source":"sip","leg":"sip-2","sent":false,
                       "peer":"udp:2","what":"200 OK to INVITE 1"},
                      {"at":"2026-11-25T10:00:03Z","source":"sip","leg":"sip-1","sent":true,
                       "peer":"udp:1","what":"BYE 1"}]}
                    """));

    assertThat(picture.get(0))
        .isEqualTo("call c from +7********01 to hotline, began 2026-11-25T10:00:00Z, completed");
    assertThat(picture.get(2)).matches(" {10}caller +Liniya +operator 1001");
    assertThat(picture.get(3)).matches("   0\\.000  │─+INVITE 1 \\(sdp\\)─+▶│ +│");
    assertThat(picture.get(4)).matches("   0\\.250  │ +│ · queued group=access.*");
    assertThat(picture.get(5)).matches("   1\\.000  │ +│─+INVITE 1 \\(sdp\\)─+▶│");
    assertThat(picture.get(6)).matches("   2\\.000  │ +│◀─+200 OK to INVITE 1─+│");
    assertThat(picture.get(7)).matches("   3\\.000  │◀─+BYE 1─+│ +│");
    assertThat(picture.get(8)).isEqualTo("operator 1001: 3 more messages");
  }
}
