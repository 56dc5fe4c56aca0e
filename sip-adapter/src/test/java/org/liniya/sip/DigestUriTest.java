package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which credentials belong to which request; the realm is {@code liniya}. */
class DigestUriTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sip:1002@127.0.0.1:5060                | sip:1002@127.0.0.1:5060       | true
          sip:1002@127.0.0.1:5060                | sip:1002@127.0.0.1            | true
          sip:1002@10.0.0.5                      | sip:1002@proxy.example        | true
          sip:1002@liniya;transport=tcp          | SIPS:1002@Liniya?x=y          | true
          sip:Access@liniya                      | sip:access@liniya             | true
          sip:%2B79005550199@liniya              | sip:+79005550199;ext=1@x      | true
          sip:1002:pw@liniya                     | sip:1002@liniya               | true
          tel:+7-900-555-01-99;x=y               | sip:+79005550199@liniya       | true
          sip:10.0.0.5                           | sip:proxy.example;lr          | true
          sip:1001@10.0.0.5                      | sip:10.0.0.5:5080             | true
          sip:1001@10.0.0.5                      | sip:liniya                    | true
          sip:[2001:db8::5]:5060                 | sip:1001@[2001:db8::5]        | true
          urn:service:sos                        | urn:service:SOS               | true
          sip:1002@liniya                        | sip:1003@liniya               | false
          sip:+79005550199@liniya                | sip:+79005550198@liniya       | false
          sip:1001@10.0.0.5                      | sip:10.0.0.6                  | false
          sip:1001@10.0.0.5                      | ''                            | false
          sip:1001@10.0.0.5                      | 1001@10.0.0.5                 | false
          sip:1001@10.0.0.5                      | mailto:1001@10.0.0.5          | false
          urn:service:sos                        | urn:service:sos.police        | false
          urn:service:sos                        | sip:1001@liniya               | false
          sip:%zz@liniya                         | sip:1001@liniya               | false
          """)
  void theSameResource(String requestUri, String named, boolean fits) {
    assertThat(DigestUri.fits(requestUri, named, "liniya")).isEqualTo(fits);
  }
}
