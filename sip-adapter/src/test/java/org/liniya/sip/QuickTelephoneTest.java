package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.junit.jupiter.api.Test;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.OperatorLines;
import org.liniya.port.RegistrationStore.Binding;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Messages;
import org.liniya.sip.wire.Outcome;
import org.liniya.sip.wire.Sent;
import org.liniya.sip.wire.SimNet;
import org.liniya.sip.wire.SimTime;
import org.liniya.sip.wire.SimWire;
import org.liniya.sip.wire.Wire;

/**
 * A telephone whose request is there before our ACK has left our hands: the dialog is known by then
 * (RFC 3261 section 12.2.2 wants 481 only for those that are not).
 */
class QuickTelephoneTest {

  private static final int SERVER = 5060;
  private static final int PHONE = 6001;
  private static final OperatorId OPERATOR = new OperatorId("1001");

  private final SimTime time = new SimTime();
  private final SimNet net = new SimNet(time, new Faultless());
  private final Bench.Registrations registrations = new Bench.Registrations();
  private final QuickWire wire = new QuickWire(net.place(SERVER));
  private final List<Signal> signals = new ArrayList<>();
  private final List<Dialer.Result> results = new ArrayList<>();

  /** Loses and doubles nothing. */
  private static final class Faultless extends Random {
    private static final long serialVersionUID = 1;

    @Override
    public int nextInt(int bound) {
      return 0;
    }

    @Override
    public double nextDouble() {
      return 0.9;
    }
  }

  /** Puts a BYE of the telephone into the very moment in which an ACK is sent. */
  private static final class QuickWire implements Wire {
    private final SimWire real;
    private final List<Integer> answers = new ArrayList<>();
    private Receiver receiver = _ -> {};

    QuickWire(SimWire real) {
      this.real = real;
    }

    @Override
    public void receive(Receiver to) {
      receiver = to;
      real.receive(to);
    }

    @Override
    public void sendAck(Request ack) {
      real.sendAck(ack);
      SIPRequest sent = (SIPRequest) ack;
      String bye =
          "BYE sip:liniya@127.0.0.1:5060 SIP/2.0\r\n"
              + "Via: SIP/2.0/UDP 127.0.0.1:6001;branch=z9hG4bKquick\r\n"
              + sent.getTo().toString().replaceFirst("To", "From")
              + sent.getFrom().toString().replaceFirst("From", "To")
              + sent.getCallId()
              + "CSeq: 1 BYE\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
      receiver.received(
          new Incoming(
              parsed(bye),
              Optional.empty(),
              InetSocketAddress.createUnresolved("127.0.0.1", PHONE),
              "udp",
              List.of()));
    }

    private static SIPRequest parsed(String text) {
      try {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return (SIPRequest) new StringMsgParser().parseSIPMessage(bytes, true, true, null);
      } catch (ParseException e) {
        throw new AssertionError(text, e);
      }
    }

    @Override
    public void respond(Incoming incoming, Response response) {
      answers.add(response.getStatusCode());
      real.respond(incoming, response);
    }

    @Override
    public int port() {
      return real.port();
    }

    @Override
    public Messages messages() {
      return real.messages();
    }

    @Override
    public Sent send(Request request, Outcome outcome) {
      return real.send(request, outcome);
    }

    @Override
    public void forget(Request invite) {
      real.forget(invite);
    }

    @Override
    public void drop(Incoming incoming) {
      real.drop(incoming);
    }

    @Override
    public void repeat(Response response) {
      real.repeat(response);
    }

    @Override
    public void close() {
      real.close();
    }
  }

  /** Answers at once. */
  private void telephone() {
    registrations.save(
        new Binding(
            OPERATOR,
            "sip:1001@127.0.0.1:" + PHONE,
            "udp:127.0.0.1:" + PHONE,
            Instant.EPOCH.plus(Duration.ofHours(1)),
            "registration",
            1,
            "sim"));
    SimWire phone = net.place(PHONE);
    phone.receive(
        incoming -> {
          if (incoming.method().equals(Request.INVITE)) {
            Response ok = phone.messages().answer(incoming, Response.OK, "phone");
            phone.messages().add(ok, "Contact", phone.messages().contact("operator", "udp"));
            phone.messages().body(ok, SimCaller.SDP);
            phone.respond(incoming, ok);
          }
        });
  }

  private SipEndpoint endpoint() {
    return new SipEndpoint(
        new Machinery(wire, Runnable::run, Runnable::run, new SimTimers(time), () -> {}),
        new SipSettings(
            Bench.LOOPBACK, SERVER, "liniya", "sim", Map.of(), List.of(), SipLimits.standard()),
        new FakeStreams(),
        FakeDesk.answering(),
        new FakeOperatorDesk(),
        new OperatorLines() {
          @Override
          public void registered(OperatorId operator) {}

          @Override
          public void unregistered(OperatorId operator) {}
        },
        _ -> Optional.empty(),
        registrations,
        new Bench.Dialogs(),
        (_, _) -> {},
        new Admission(AdmissionLimits.onlyCalls(100), time, new Random(1)),
        time);
  }

  @Test
  void aByeRightAfterOurAckFindsItsLeg() {
    telephone();
    SipEndpoint endpoint = endpoint();
    endpoint.dial(
        new Dialer.Request(
            new Dialer.Destination.Operator(OPERATOR),
            CallId.create(Instant.EPOCH, new Random(1)),
            Optional.empty(),
            "quick",
            Map.of(),
            signals::add),
        results::add);
    time.runUntil(1_000);

    assertThat(results).singleElement().isInstanceOf(Dialer.Result.Answered.class);
    assertThat(wire.answers).containsExactly(Response.OK);
    assertThat(signals)
        .singleElement()
        .isInstanceOfSatisfying(
            Signal.LegEnded.class, ended -> assertThat(ended.cause()).isEqualTo(EndCause.NORMAL));
    assertThat(endpoint.legs()).isZero();
  }
}
