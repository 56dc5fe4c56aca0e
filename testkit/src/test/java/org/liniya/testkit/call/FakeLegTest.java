package org.liniya.testkit.call;

import java.time.Duration;
import java.util.Map;
import org.liniya.call.EndCause;
import org.liniya.call.Key;
import org.liniya.port.Inbox;
import org.liniya.port.Leg;
import org.liniya.port.RecordingPort;

class FakeLegTest extends LegContract {

  @Override
  protected Party party() {
    return new FakeParty();
  }

  private static final class FakeParty implements Party {
    private final FakeTime time = new FakeTime();
    private final FakeInbox inbox = new FakeInbox(time);
    private final FakePromptCatalogue prompts = new FakePromptCatalogue(Map.of());
    private final FakeLeg leg = new FakeLeg("caller", inbox, time, prompts);
    private final FakeLeg other = new FakeLeg("other", new FakeInbox(time), time, prompts);

    @Override
    public Leg leg() {
      return leg;
    }

    @Override
    public Inbox inbox() {
      return inbox;
    }

    @Override
    public Leg other() {
      return other;
    }

    @Override
    public void presses(Key key) {
      leg.presses(key);
    }

    @Override
    public void speaks(Duration span) {
      leg.speaks(span);
    }

    @Override
    public void breathes(Duration span) {
      // a fake leg carries no noise
    }

    @Override
    public void hangsUp() {
      leg.partyEnds(EndCause.NORMAL);
    }

    @Override
    public RecordingPort recordings() {
      return new FakeRecordingPort(time);
    }

    @Override
    public void close() {
      leg.partyEnds(EndCause.NORMAL);
    }
  }
}
