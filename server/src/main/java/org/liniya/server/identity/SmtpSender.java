package org.liniya.server.identity;

import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.liniya.port.MessageSender;
import org.liniya.port.Services;
import org.liniya.port.Services.Reason;
import org.liniya.server.service.ServiceBreaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends codes by e-mail. Each message has two virtual threads: one that speaks to the server, and
 * one that gives it up when its time is over or nobody waits any more. Thread-safe.
 */
final class SmtpSender implements MessageSender {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpSender.class);
  private static final Services.Asking OVER = () -> {};

  private final MailSettings settings;
  private final MailServer server;
  private final Semaphore places;
  private final ServiceBreaker breaker;

  SmtpSender(MailSettings settings, MailServer server, LongSupplier nanoTime) {
    this.settings = settings;
    this.server = server;
    this.places = new Semaphore(settings.atOnce());
    this.breaker = new ServiceBreaker(nanoTime);
  }

  @Override
  public Services.Asking send(Message message, Consumer<Outcome> told) {
    if (message.channel() != Channel.EMAIL) {
      told.accept(new Outcome.Failed(Reason.UNKNOWN_SERVICE));
      return OVER;
    }
    if (!MailAddress.valid(message.address())) { // nor can it write headers of its own
      told.accept(new Outcome.Refused());
      return OVER;
    }
    Thread waiting =
        Thread.ofVirtual().name("mail-waiting").start(() -> outcome(message).ifPresent(told));
    return waiting::interrupt;
  }

  boolean resting() {
    return breaker.isResting();
  }

  /** What an administrator should look at. */
  List<String> notes() {
    return resting()
        ? List.of(
            "mail server "
                + settings.host()
                + ": does not answer, is not well or does not let us in; left alone for "
                + ServiceBreaker.REST.toSeconds()
                + " s at a time")
        : List.of();
  }

  /** Empty when nobody waits any more. */
  private Optional<Outcome> outcome(Message message) {
    if (!places.tryAcquire()) {
      return Optional.of(new Outcome.Failed(Reason.BUSY));
    }
    if (!breaker.allows()) {
      places.release();
      return Optional.of(new Outcome.Failed(Reason.RESTING));
    }
    CompletableFuture<Outcome> said = new CompletableFuture<>();
    Thread speaking =
        Thread.ofVirtual()
            .name("mail")
            .start(
                () -> {
                  try {
                    said.complete(delivered(message));
                  } finally {
                    places.release(); // not before: a thread that waits for a name still takes one
                  }
                });
    try {
      Outcome outcome = said.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      judge(outcome);
      return Optional.of(outcome);
    } catch (TimeoutException | ExecutionException e) {
      breaker.failed();
      return Optional.of(new Outcome.Failed(Reason.TIMEOUT));
    } catch (InterruptedException e) {
      breaker.unknown();
      return Optional.empty();
    } finally {
      speaking.interrupt(); // closes the connection of a virtual thread; nothing when it is over
    }
  }

  private void judge(Outcome outcome) {
    boolean wrong = outcome instanceof Outcome.Failed(Reason reason) && reason != Reason.REFUSED;
    if (wrong) { // a login that is refused too: servers lock accounts that try on
      breaker.failed();
    } else {
      breaker.worked();
    }
  }

  private Outcome delivered(Message message) {
    try {
      server.deliver(message);
      return new Outcome.Taken();
    } catch (MessagingException e) {
      Outcome outcome = MailFaults.outcome(e);
      if (outcome instanceof Outcome.Failed(Reason reason) && reason == Reason.FAULT) {
        fault(e);
      }
      return outcome;
    } catch (RuntimeException e) {
      fault(e);
      return new Outcome.Failed(Reason.FAULT);
    }
  }

  /** The class only: words of a mail server may repeat the address. */
  private void fault(Exception e) {
    LOG.atError()
        .addKeyValue("host", settings.host())
        .addKeyValue("fault", e.getClass().getSimpleName())
        .log("the mail server takes no codes; look at codes: email: in identity.yaml");
  }
}
