package org.liniya.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liniya.call.EndCause;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.OfferId;
import org.liniya.call.OperatorId;

/** Callers who are passed on from Anna to Boris, and what can come between. */
class DirectTest extends AcdScene {

  private static final OfferId GONE = new OfferId("gone");

  /** Anna talks, and wants Boris for her caller. */
  private void direct() {
    talk();
    register(BORIS);
    say(new AcdEvent.CallDirected(now, FIRST, BORIS, "access", Language.RU));
    assertThat(state(BORIS)).isEqualTo("ringing");
  }

  private void passedOn() {
    direct();
    say(new AcdEvent.OfferAnswered(now, OFFER_2));
    say(new AcdEvent.CallBridged(now, OFFER_2));
  }

  private <E> List<E> journalled(Class<E> kind) {
    return effects.stream()
        .filter(AcdEffect.Journal.class::isInstance)
        .map(effect -> ((AcdEffect.Journal) effect).event())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  @Test
  void whoAskedServesUntilTheNewOperatorIsBridged() {
    direct();
    after(7);
    say(new AcdEvent.OfferAnswered(now, OFFER_2));
    assertThat(state(ANNA)).isEqualTo("talking");
    say(new AcdEvent.CallBridged(now, OFFER_2));

    assertThat(state(ANNA)).isEqualTo("wrap-up");
    assertThat(state(BORIS)).isEqualTo("talking");
    assertThat(effects).contains(new AcdEffect.HangUpOperator(OFFER_1, EndCause.NORMAL));
    assertThat(journalled(JournalEvent.Bridged.class))
        .as("the second wait is that for Boris")
        .containsExactly(new JournalEvent.Bridged(OFFER_2.value(), BORIS.value(), 7_000));
    assertThat(journalled(JournalEvent.OperatorLeft.class))
        .containsExactly(
            new JournalEvent.OperatorLeft(OFFER_1.value(), ANNA.value(), "transferred", 7_000));
  }

  @Test
  void nothingFollowsWhenTheCallGivesUp() {
    direct();
    say(new AcdEvent.DirectLeft(now, FIRST, BORIS));

    assertThat(effects).contains(new AcdEffect.CancelRing(OFFER_2));
    assertThat(effects).noneMatch(AcdEffect.EndDirect.class::isInstance);
    assertThat(state(BORIS)).isEqualTo("ready");
    assertThat(state(ANNA)).isEqualTo("talking");
  }

  @Test
  void anOperatorWhoPausesIsNoLongerToBeHadAndTheCallHearsOfIt() {
    direct();
    say(new AcdEvent.PauseRequested(now, BORIS, "lunch"));

    assertThat(effects).contains(new AcdEffect.EndDirect(FIRST, BORIS, EndCause.WITHDRAWN));
  }

  @Test
  void aMoveThatComesTooLateEndsTheAskersTalk() {
    talk();
    say(new AcdEvent.OfferMoved(now, GONE, FIRST, "access", Language.RU));

    assertThat(state(ANNA)).as("has passed her caller on").isEqualTo("wrap-up");
    assertThat(effects)
        .contains(
            new AcdEffect.HangUpOperator(OFFER_1, EndCause.NORMAL),
            new AcdEffect.TellOperatorLeft(GONE, FIRST, new OperatorId("unknown"), EndCause.LOST));
  }

  @Test
  void theCauseOfTheCallersEndIsKept() {
    passedOn();
    say(new AcdEvent.CallerLeft(now, OFFER_2, EndCause.FAULT));

    assertThat(effects).contains(new AcdEffect.HangUpOperator(OFFER_2, EndCause.FAULT));
  }

  @Test
  void aCallerPassedOnToAQueueOrOutsideHasNotLeft() {
    talk();
    after(5);
    say(new AcdEvent.CallerPassedOn(now, OFFER_1));

    assertThat(state(ANNA)).isEqualTo("wrap-up");
    assertThat(effects).contains(new AcdEffect.HangUpOperator(OFFER_1, EndCause.NORMAL));
    assertThat(journalled(JournalEvent.OperatorLeft.class))
        .containsExactly(
            new JournalEvent.OperatorLeft(OFFER_1.value(), ANNA.value(), "transferred", 5_000));
  }

  @Test
  void nobodyIsPassedOnWhoIsNotServed() {
    register(ANNA);
    enter(FIRST);
    say(new AcdEvent.CallerPassedOn(now, OFFER_1));

    assertThat(effects).isEmpty();
    assertThat(state(ANNA)).isEqualTo("ringing");
  }
}
