package org.liniya.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.identity.Identity;
import org.liniya.port.Outbox;
import org.liniya.port.TicketStore;
import org.liniya.port.WebhookDesk.Tested;
import org.liniya.store.Store;
import org.liniya.store.StoreSettings;
import org.liniya.testkit.call.FakeTime;
import org.liniya.testkit.store.InMemoryOutbox;
import org.liniya.testkit.store.InMemoryTickets;
import org.liniya.ticket.NoticeKind;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;

@Timeout(60)
class WebhooksTest {

  private final FakeTime time = new FakeTime();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final InMemoryOutbox outbox =
      new InMemoryOutbox(
          List.of(
              new Outbox.Subscription("slow", EnumSet.allOf(NoticeKind.class)),
              new Outbox.Subscription("quick", EnumSet.allOf(NoticeKind.class))));
  private final InMemoryTickets tickets = new InMemoryTickets(TicketPlan.STANDARD, outbox::add);

  @TempDir private Path data = Path.of("");

  private TicketNumber open(TicketStore to, int call) {
    return to.open(
        CallId.parse("0192f0c1-0000-7000-8000-%012d".formatted(call)),
        "access",
        Identity.NONE,
        Language.RU,
        time.now());
  }

  @Test
  void aReceiverThatKeepsSilentHoldsUpNobodyElse() throws Exception {
    try (Receiver slow = Receiver.start();
        Receiver quick = Receiver.start();
        Webhooks webhooks =
            Webhooks.start(
                List.of(slow.configured("slow", "/silent"), quick.configured("quick", "/taken")),
                outbox,
                time,
                metrics)) {
      open(tickets, 1);
      slow.next();
      quick.next();
      open(tickets, 2);
      quick.next();

      assertThat(webhooks.receivers()).extracting(view -> view.waiting()).contains(2L);
      assertThat(slow.deliveries).isEmpty();
    }
  }

  /** A stop while a receiver keeps silent does not wait for it, and loses nothing. */
  @Test
  void whatWasOnItsWayAtTheStopIsSentAfterTheNextStart() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      try (Webhooks webhooks =
          Webhooks.start(List.of(receiver.configured("slow", "/silent")), outbox, time, metrics)) {
        open(tickets, 1);
        receiver.next();
        assertThat(webhooks.notes()).isEmpty();
      }
      try (Webhooks webhooks =
          Webhooks.start(List.of(receiver.configured("slow", "/taken")), outbox, time, metrics)) {
        assertThat(receiver.next().body()).contains("ticket.opened");
        assertThat(webhooks.receivers()).hasSize(1);
      }
    }
  }

  @Test
  void oneThatIsNotActiveIsSentNothingButATest() throws Exception {
    try (Receiver receiver = Receiver.start()) {
      WebhookReceiver active = receiver.configured("quick", "/taken");
      WebhookReceiver resting =
          new WebhookReceiver("quick", active.url(), active.keys(), active.kinds(), false);
      open(tickets, 1);
      try (Webhooks webhooks = Webhooks.start(List.of(resting), outbox, time, metrics)) {
        assertThat(webhooks.sendTest("quick")).contains(new Tested(Optional.empty()));
        assertThat(receiver.next().body()).contains("\"type\":\"test\"");
        receiver.answers(404);
        assertThat(webhooks.sendTest("quick")).contains(new Tested(Optional.of("answered 404")));
        assertThat(webhooks.sendTest("nobody")).isEmpty();
        assertThat(webhooks.retry("nobody")).isEmpty();
        assertThat(webhooks.receivers().getFirst().host())
            .isEqualTo("http://127.0.0.1:" + receiver.port());
      }
      assertThat(outbox.counts("quick").waiting()).isEqualTo(1);
    }
  }

  @Test
  void tidyingNamesTheDeadAndRemovesTheOld() throws Exception {
    open(tickets, 1);
    outbox.dead(outbox.due("quick", time.now(), 1).getFirst().seq(), time.now(), "answered 410");
    WebhookReceiver resting =
        new WebhookReceiver(
            "quick",
            Receiver.configured("quick", 1, "/").url(),
            List.of(),
            EnumSet.allOf(NoticeKind.class),
            false);
    try (Webhooks webhooks = Webhooks.start(List.of(resting), outbox, time, metrics)) {
      webhooks.tidy();
      assertThat(webhooks.notes())
          .singleElement()
          .satisfies(note -> assertThat(note).startsWith("webhook quick: 1 notices"));
      assertThat(metrics.get("liniya.webhooks.dead").gauge().value()).isEqualTo(1);
      assertThat(outbox.counts("slow")).isEqualTo(new Outbox.Counts(0, 1)); // not configured

      time.advance(Webhooks.KEEP_DEAD.plusSeconds(1));
      webhooks.tidy();
      assertThat(webhooks.notes()).isEmpty();
      assertThat(outbox.counts("slow")).isEqualTo(new Outbox.Counts(0, 0));
    }
  }

  /** The server dies: no handler of ours may run on. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Dies instead of writing down that something arrived. */
  private static Outbox dyingAtTheMark(Outbox real) {
    return (Outbox)
        Proxy.newProxyInstance(
            Outbox.class.getClassLoader(),
            new Class<?>[] {Outbox.class},
            (_, method, arguments) -> {
              if (method.getName().equals("delivered")) {
                throw new Killed();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Store store() {
    return Store.open(
        StoreSettings.defaults(),
        time,
        data,
        () -> TicketPlan.STANDARD,
        List.of(new Outbox.Subscription("quick", EnumSet.allOf(NoticeKind.class))));
  }

  private ReceiverLoop loop(WebhookReceiver to, Outbox from, WebhookSender sender) {
    return new ReceiverLoop(
        to,
        from,
        sender,
        new DeliveryMetrics(metrics, List.of()),
        time,
        RandomGenerator.getDefault());
  }

  @Test
  void killedBetweenDeliveryAndMarkItIsDeliveredTwice() throws Exception {
    try (Receiver receiver = Receiver.start();
        WebhookSender sender = new WebhookSender(Duration.ofSeconds(20))) {
      WebhookReceiver to = receiver.configured("quick", "/taken");
      try (Store store = store()) {
        open(store.tickets(), 1);
        ReceiverLoop dying = loop(to, dyingAtTheMark(store.outbox()), sender);
        assertThatThrownBy(dying::round).isInstanceOf(Killed.class);
      }
      try (Store store = store()) {
        ReceiverLoop loop = loop(to, store.outbox(), sender);
        loop.round();
        loop.round();
        assertThat(store.outbox().counts("quick")).isEqualTo(new Outbox.Counts(0, 0));
      }

      assertThat(receiver.deliveries).hasSize(2);
      assertThat(receiver.next().id()).isEqualTo(receiver.next().id());
    }
  }
}
