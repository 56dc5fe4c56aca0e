package org.liniya.testkit.call;

import java.time.Duration;
import org.liniya.port.AccountCodes;
import org.liniya.port.Services;

class FakeAccountCodesTest extends AccountCodesContract {

  private final FakeInbox inbox = new FakeInbox(new FakeTime());
  private final FakeAccountCodes codes = new FakeAccountCodes(inbox);

  @Override
  protected AccountCodes accountCodes() {
    return codes;
  }

  @Override
  protected void showsACode() {
    codes.shows(SNILS, CODE);
  }

  @Override
  protected void isAway() {
    codes.away(Services.Reason.UNWELL);
  }

  @Override
  protected void hangs() {
    codes.hangs();
  }

  @Override
  protected void passTime() throws InterruptedException {
    var _ = inbox.next(Duration.ofSeconds(1));
  }
}
