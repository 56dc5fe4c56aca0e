package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.PhoneNumber;

class MaskedMessageTest {

  private static SIPMessage message(String text) throws ParseException {
    byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return new StringMsgParser().parseSIPMessage(bytes, true, false, null);
  }

  private static final String INVITE =
      """
      INVITE sip:88001234567@127.0.0.1 SIP/2.0
      Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK1234567
      From: "Иванов Пётр" <sip:+79161234567@provider>;tag=a1
      To: <sip:88001234567@127.0.0.1>
      P-Asserted-Identity: "Ivanov" <tel:+79161234567>
      Diversion: <sip:+74951112233@provider>;reason=unconditional
      Contact: Ivanov <sip:79161234567@127.0.0.1:5070>
      Call-ID: 4951234567@127.0.0.1
      CSeq: 1 INVITE
      Max-Forwards: 70
      Authorization: Digest username="1001", response="0123456789abcdef0123456789abcdef"
      Content-Type: application/sdp
      Content-Length: 85

      v=0
      s=Ivanov
      m=audio 31142 RTP/AVP 8 0
      a=ssrc:332579192 cname:sip:+79161234567@1
      """;

  @Test
  void namesNumbersAndCredentialsAreLeftOut() throws ParseException {
    String log = MaskedMessage.of(message(INVITE));

    assertThat(log)
        .doesNotContain("9161234", "Иванов", "Ivanov", "4951112", "88001234567@", "0123456789ab")
        .contains("*67@provider", "CSeq: 1 INVITE", "branch=z9hG4bK1234567", "m=audio 31142");
  }

  /** A host is no number; a number without a host is one. */
  @ParameterizedTest
  @CsvSource({
    "<sip:127.0.0.1:5060>, <sip:127.0.0.1:5060>",
    "<sip:127.0.0.1:5060;transport=tcp>, <sip:127.0.0.1:5060;transport=tcp>",
    "<sip:[2001:db8::5]:5060>, <sip:[2001:db8::5]:5060>",
    "<sips:sbc.example.org>, <sips:sbc.example.org>",
    "<sip:79161234567>, <sip:*********67>",
    "<sip:79161234567;user=phone>, <sip:*********67;user=phone>",
    "<sip:79161234567@127.0.0.1>, <sip:*********67@127.0.0.1>",
    "<sip:79161234567;x=y@127.0.0.1>, <sip:*********67;…@127.0.0.1>",
    "<sip:127.0.0.1;x=y@127.0.0.1>, <sip:*******.1;…@127.0.0.1>",
    "<tel:79161234567>, <tel:*********67>",
  })
  void hostsAreShownAndUsersAreNot(String contact, String shown) throws ParseException {
    String log =
        MaskedMessage.of(message(INVITE.replaceFirst("Contact: .*", "Contact: " + contact)));
    assertThat(log.lines().filter(line -> line.startsWith("Contact:")).toList())
        .containsExactly("Contact: " + shown);
  }

  /** People write their own into what no rule knows. */
  @Test
  void unknownHeadersAndParametersShowTheirNameOnly() throws ParseException {
    String log =
        MaskedMessage.of(
            message(
                INVITE
                    .replace(";tag=a1", ";tag=a1;owner=Ivanov;x=\"Ivanov; Pyotr\"")
                    .replace(
                        "Max-Forwards: 70",
                        "User-Agent: Ivanov 89161234567\nSubject: Ivanov\nX-Client: 11223344595\n"
                            + "Session-Expires: 1800;refresher=uac\nMax-Forwards: 70")));

    assertThat(log)
        .doesNotContain("Ivanov", "Pyotr", "89161234567", "11223344595")
        .contains("User-Agent: …", "X-Client: …", ";tag=a1;…", "1800;refresher=uac");
  }

  @Test
  void theBodyOfAnInfoIsNotShown() throws ParseException {
    String log =
        MaskedMessage.of(
            message(
                """
                INFO sip:x@127.0.0.1 SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK1
                From: <sip:a@b>;tag=a1
                To: <sip:a@b>;tag=b1
                Call-ID: c
                CSeq: 2 INFO
                Max-Forwards: 70
                Content-Type: application/dtmf-relay
                Content-Length: 8

                Signal=7
                """));

    assertThat(log).doesNotContain("Signal").contains("bytes left out");
  }

  @Test
  void theNumbersOfAnInviteAreFoundInAllTheirForms() throws ParseException {
    assertThat(MaskedMessage.numbers(message(INVITE)))
        .contains(PhoneNumber.of("+79161234567"), PhoneNumber.of("+78001234567"));
  }
}
