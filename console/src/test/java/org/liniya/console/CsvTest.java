package org.liniya.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

  @Test
  void commasQuotesAndLineEndsAreQuoted() {
    assertThat(Csv.line(List.of("a", "b,c", "d\"e", "f\ng", "", "ж")))
        .isEqualTo("a,\"b,c\",\"d\"\"e\",\"f\ng\",,ж\r\n");
  }

  @Test
  void whatASpreadsheetWouldReckonIsText() {
    assertThat(Csv.line(List.of("=1+1", "+7", "-1", "@SUM(A1)", "\tx", "\r=1", "a=1", "=1,2")))
        .isEqualTo("'=1+1,'+7,'-1,'@SUM(A1),'\tx,\"'\r=1\",a=1,\"'=1,2\"\r\n");
  }
}
