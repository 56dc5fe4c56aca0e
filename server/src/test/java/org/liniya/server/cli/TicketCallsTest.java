package org.liniya.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TicketCallsTest {

  @Test
  void eachCallStandsWithItsJournalUnderTheNumber() {
    String page =
        new TicketCalls()
            .people(
                JsonMapper.shared()
                    .readTree(
                        """
                        {"number":"10000010","rating":4,"earlier":2,"calls":[
                          {"id":"a1","call":{"id":"a1","from":"+7***45","ending":"completed"},
                           "recorded":true,"journal":[{"seq":1,"at":"then","kind":"call-arrived"}]},
                          {"id":"a0","call":null,"recorded":false,"journal":[]}]}
                        """));

    assertThat(page)
        .startsWith("10000010  rating 4  calls 4")
        .containsPattern("a1 +\\+7\\*\\*\\*45 +- +- +completed")
        .containsPattern("recorded\nseq +at +kind\n1 +then +call-arrived")
        .contains("a0  no longer kept\nnot recorded");
  }

  @Test
  void anUnratedTicketHasADash() {
    assertThat(
            new TicketCalls()
                .people(
                    JsonMapper.shared()
                        .readTree(
                            "{\"number\":\"10000010\",\"rating\":null,\"earlier\":0,\"calls\":[]}")))
        .isEqualTo("10000010  rating -  calls 0");
  }
}
