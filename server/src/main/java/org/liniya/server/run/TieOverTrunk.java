package org.liniya.server.run;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.liniya.asterisk.AsteriskFrontEnd;
import org.liniya.call.EndCause;
import org.liniya.call.PhoneNumber;
import org.liniya.port.Dialer;
import org.liniya.port.Leg;
import org.liniya.sip.SipEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tie: our own SIP calls Asterisk over a trunk, with a number that is made up for this one
 * call; its dialplan asks us about it by FastAGI, and we answer. Always in this direction, whoever
 * is joined with whom. Thread-safe.
 *
 * @param trunk its name
 */
record TieOverTrunk(String trunk, Supplier<SipEndpoint> sip, Supplier<AsteriskFrontEnd> asterisk)
    implements Tie {

  private static final Logger LOG = LoggerFactory.getLogger(TieOverTrunk.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Nobody guesses it while it is good, which is for a few seconds. */
  private static final int BITS = 120;

  @Override
  public boolean isUp() {
    return asterisk.get().connected()
        && sip.get().trunks().trunks().stream()
            .anyMatch(each -> each.name().equals(trunk) && each.up());
  }

  @Override
  public Dialer.Dialling open(Wanted wanted, Consumer<Result> results) {
    String number = new BigInteger(BITS, RANDOM).setBit(BITS).toString();
    CompletableFuture<Leg> came = new CompletableFuture<>();
    Runnable forget =
        asterisk
            .get()
            .expect(
                number,
                wanted.asterisk(),
                leg -> {
                  came.complete(leg);
                  leg.answer();
                });
    PhoneNumber dialled = PhoneNumber.of(number);
    Dialer.Request request =
        new Dialer.Request(
            new Dialer.Destination.Outside(dialled),
            wanted.call(),
            wanted.codecOf(),
            "",
            Map.of(),
            wanted.sip());
    return sip.get()
        .tie(
            trunk,
            dialled,
            request,
            result -> {
              switch (result) {
                case Dialer.Result.Ringing() -> {}
                case Dialer.Result.Answered(Leg leg) -> {
                  forget.run();
                  results.accept(both(leg, came));
                }
                case Dialer.Result.Failed(EndCause cause) -> {
                  forget.run();
                  CompletableFuture<Void> _ = came.thenAccept(leg -> leg.hangUp(cause));
                  results.accept(new Result.Failed(cause));
                }
              }
            });
  }

  /** Asterisk answers when we tell it to, which is when its end has come. */
  private Result both(Leg leg, CompletableFuture<Leg> came) {
    if (came.isDone()) {
      return new Result.Up(leg, came.join());
    }
    LOG.atError()
        .addKeyValue("trunk", trunk)
        .log("a call over the tie was answered by somebody else: look at the dialplan of Asterisk");
    leg.hangUp(EndCause.NORMAL);
    return new Result.Failed(EndCause.UNREACHABLE);
  }
}
