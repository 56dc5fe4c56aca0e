package org.liniya.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.liniya.call.CallId;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.identity.IdentityLevel;
import org.liniya.port.Outbox;
import org.liniya.port.Outbox.Item;
import org.liniya.port.Outbox.Status;
import org.liniya.testkit.call.FakeTime;
import org.liniya.testkit.store.InMemoryOutbox;
import org.liniya.testkit.store.InMemoryTickets;
import org.liniya.ticket.Author;
import org.liniya.ticket.NoticeKind;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;
import org.liniya.ticket.TicketVerb;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class ReceiverLoopTest {

  private static final String DESK = "help-desk";
  private static final byte[] OTHER_KEY =
      "another key of thirty-two bytes!".getBytes(StandardCharsets.US_ASCII);

  private final FakeTime time = new FakeTime();
  private final InMemoryOutbox outbox =
      new InMemoryOutbox(List.of(new Outbox.Subscription(DESK, EnumSet.allOf(NoticeKind.class))));
  private final InMemoryTickets tickets = new InMemoryTickets(TicketPlan.STANDARD, outbox::add);
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final WebhookSender sender = new WebhookSender(Duration.ofSeconds(20));
  private Optional<Receiver> receiver = Optional.empty();

  @BeforeEach
  void start() throws IOException {
    receiver = Optional.of(Receiver.start());
  }

  @AfterEach
  void close() {
    receiver.ifPresent(Receiver::close);
    sender.close();
  }

  private Receiver receiver() {
    return receiver.orElseThrow();
  }

  private ReceiverLoop loop(WebhookReceiver to, WebhookSender by) {
    return new ReceiverLoop(
        to,
        outbox,
        by,
        new DeliveryMetrics(metrics, List.of(DESK)),
        time,
        RandomGenerator.getDefault());
  }

  private ReceiverLoop loop() {
    return loop(receiver().configured(DESK, "/taken"), sender);
  }

  private TicketNumber open(int call) {
    return tickets.open(
        CallId.parse("0192f0c1-0000-7000-8000-%012d".formatted(call)),
        "access",
        new Identity(IdentityLevel.STATED, "snils", "***-***-*45 95"),
        Language.RU,
        time.now());
  }

  private void take(TicketNumber number) {
    TicketVerb verb = new TicketVerb.Take(new OperatorId("1001"));
    assertThat(tickets.apply(number, verb, new Author("maria"), time.now())).isPresent();
  }

  private List<String> types() {
    List<Receiver.Delivery> all = new ArrayList<>();
    receiver().deliveries.drainTo(all);
    return all.stream()
        .map(delivery -> JsonMapper.shared().readTree(delivery.body()))
        .map(
            body ->
                body.path("data").path("ticket").asString() + " " + body.path("type").asString())
        .toList();
  }

  private static String signature(byte[] key, Receiver.Delivery delivery) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String signed = delivery.id() + "." + delivery.timestamp() + "." + delivery.body();
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private List<Item> all(Status status) {
    return outbox.latest(DESK, status, 1_000, Optional.empty());
  }

  @Test
  void aDeliveryIsSignedAndSaysHowTheTicketStands() throws Exception {
    TicketNumber number = open(1);

    loop().round();

    Receiver.Delivery delivery = receiver().next();
    assertThat(delivery.signature()).isEqualTo(signature(Receiver.KEY, delivery));
    assertThat(delivery.timestamp()).isEqualTo(Long.toString(time.now().getEpochSecond()));
    assertThat(delivery.id()).isEqualTo("msg_" + all(Status.DELIVERED).getFirst().id());
    assertThat(JsonMapper.shared().readTree(delivery.body()))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"type": "ticket.opened", "timestamp": "2026-11-23T07:00:00Z", "data": {
                      "ticket": "%s", "state": "new", "category": "access",
                      "priority": "normal", "answerBy": "%s", "by": "server",
                      "department": null, "due": null, "level": null, "rating": null}}
                    """
                        .formatted(
                            number.digits(),
                            TicketPlan.STANDARD.open("access", time.now()).answer().at())));
  }

  @Test
  void whoChangesTheSecretGetsBothSignatures() throws Exception {
    WebhookReceiver one = receiver().configured(DESK, "/taken");
    WebhookReceiver both =
        new WebhookReceiver(
            DESK,
            one.url(),
            List.of(Receiver.key(OTHER_KEY), Receiver.key(Receiver.KEY)),
            one.kinds(),
            true);
    open(1);

    loop(both, sender).round();

    Receiver.Delivery delivery = receiver().next();
    assertThat(delivery.signature().split(" ", -1))
        .containsExactly(signature(OTHER_KEY, delivery), signature(Receiver.KEY, delivery));
  }

  @Test
  void whatPeopleSaidAndWhoTheyAreIsNotSent() throws Exception {
    TicketNumber number = open(1);
    tickets.apply(
        number,
        new TicketVerb.Note(new Secret("Ольга Петрова, +79161234567")),
        new Author("maria"),
        time.now());
    ReceiverLoop loop = loop();
    loop.round();
    loop.round();

    receiver().next();
    assertThat(receiver().next().body())
        .contains("ticket.noted", "\"by\":\"person\"")
        .doesNotContain("Ольга", "9161234567", "maria", "45 95");
  }

  @Test
  void afterA500ItIsTriedAgainLaterWithTheSameIdentifierAndBody() throws Exception {
    receiver().answers(500, 503);
    open(1);
    ReceiverLoop loop = loop();

    Duration pause = loop.round();
    assertThat(pause).isBetween(Duration.ofMillis(800), Duration.ofSeconds(1));
    loop.round(); // not due yet
    time.advance(Duration.ofSeconds(5));
    assertThat(loop.round()).isBetween(Duration.ofMillis(1_600), Duration.ofSeconds(2));
    time.advance(Duration.ofSeconds(7)); // the second delay is 8 s at the least
    loop.round();
    assertThat(receiver().deliveries).hasSize(2);
    assertThat(all(Status.WAITING))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.attempts()).isEqualTo(2);
              assertThat(item.problem()).isEqualTo("answered 503");
            });
    time.advance(Duration.ofSeconds(3));
    loop.round();

    List<Receiver.Delivery> all = List.copyOf(receiver().deliveries);
    assertThat(all).hasSize(3);
    assertThat(all).extracting(Receiver.Delivery::id).containsOnly(all.getFirst().id());
    assertThat(all).extracting(Receiver.Delivery::body).containsOnly(all.getFirst().body());
    assertThat(outbox.counts(DESK)).isEqualTo(new Outbox.Counts(0, 0));
    assertThat(metrics.counter("liniya.webhooks.attempts", "receiver", DESK, "result", "failed"))
        .satisfies(counter -> assertThat(counter.count()).isEqualTo(2));
    assertThat(metrics.counter("liniya.webhooks.attempts", "receiver", DESK, "result", "delivered"))
        .satisfies(counter -> assertThat(counter.count()).isEqualTo(1));
  }

  @Test
  void aReceiverThatWantsToBeLeftAloneIs() throws Exception {
    receiver().close();
    receiver = Optional.of(Receiver.start(Map.of("Retry-After", "120")));
    receiver().answers(429);
    open(1);
    ReceiverLoop loop = loop();

    assertThat(loop.round()).isEqualTo(Duration.ofMinutes(2));
    time.advance(Duration.ofSeconds(119));
    loop.round();
    assertThat(receiver().deliveries).hasSize(1);
    time.advance(Duration.ofSeconds(1));
    loop.round();
    assertThat(receiver().deliveries).hasSize(2);
  }

  @Test
  void oneThatIsRefusedHoldsUpItsTicketOnly() throws Exception {
    receiver().answers(400);
    TicketNumber wrong = open(1);
    take(wrong);
    TicketNumber right = open(2);
    take(right);
    ReceiverLoop loop = loop();

    loop.round();
    loop.round();
    loop.round();

    assertThat(types())
        .containsExactly(
            wrong.digits() + " ticket.opened",
            right.digits() + " ticket.opened",
            right.digits() + " ticket.taken");
    time.advance(Duration.ofSeconds(5));
    loop.round();
    loop.round();
    assertThat(types())
        .containsExactly(wrong.digits() + " ticket.opened", wrong.digits() + " ticket.taken");
  }

  @Test
  void gonePartsWithTheNoticeAtOnce() throws Exception {
    receiver().answers(410);
    open(1);
    ReceiverLoop loop = loop();

    loop.round();
    time.advance(Duration.ofDays(1));
    loop.round();

    assertThat(receiver().deliveries).hasSize(1);
    assertThat(all(Status.DEAD))
        .singleElement()
        .satisfies(item -> assertThat(item.problem()).startsWith("answered 410"));
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    receiver().close();
    receiver = Optional.of(Receiver.start(Map.of("Location", "/taken")));
    receiver().answers(307);
    open(1);

    loop().round();

    assertThat(receiver().deliveries).hasSize(1);
    assertThat(all(Status.WAITING).getFirst().problem())
        .isEqualTo("answered 307: redirects are not followed");
  }

  @Test
  void aReceiverThatIsAwayGetsEverythingInOrderWhenItIsBack() throws Exception {
    WebhookReceiver to = receiver().configured(DESK, "/taken");
    int port = receiver().port();
    receiver().close();
    TicketNumber number = open(1);
    take(number);
    ReceiverLoop loop = loop(to, sender);

    for (int attempt = 0; attempt < 12; attempt++) {
      assertThat(loop.round()).isPositive();
      time.advance(Duration.ofHours(1));
    }
    assertThat(all(Status.WAITING))
        .extracting(Item::problem, Item::attempts)
        .contains(org.assertj.core.groups.Tuple.tuple("cannot be connected to", 12));

    receiver = Optional.of(Receiver.startAt(port));
    loop.round();
    loop.round();
    assertThat(types())
        .containsExactly(number.digits() + " ticket.opened", number.digits() + " ticket.taken");
  }

  @Test
  void afterThreeDaysItIsGivenUpUntilSomebodyAsksForItAgain() throws Exception {
    for (int attempt = 0; attempt < 100; attempt++) {
      receiver().answers(500);
    }
    open(1);
    ReceiverLoop loop = loop();
    int rounds = 0;
    while (outbox.counts(DESK).dead() == 0) {
      loop.round();
      time.advance(Duration.ofHours(1));
      rounds++;
      assertThat(rounds).isLessThan(100);
    }

    assertThat(rounds).isBetween(72, 74);
    assertThat(all(Status.DEAD).getFirst().problem()).isEqualTo("answered 500");
    outbox.retry(DESK, time.now());
    loop.round();
    assertThat(outbox.counts(DESK)).isEqualTo(new Outbox.Counts(1, 0));
  }

  @Test
  void oneThatDoesNotAnswerIsLeftAfterItsTime() throws Exception {
    open(1);
    try (WebhookSender impatient = new WebhookSender(Duration.ofMillis(200))) {
      loop(receiver().configured(DESK, "/silent"), impatient).round();
    }

    assertThat(all(Status.WAITING).getFirst().problem()).isEqualTo("no answer in time");
  }

  @Test
  void anAnswerWithoutAnEndIsNotRead() throws Exception {
    open(1);

    loop(receiver().configured(DESK, "/endless"), sender).round();

    assertThat(all(Status.DELIVERED)).hasSize(1);
  }
}
