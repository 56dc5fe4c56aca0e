package org.liniya.sip.wire;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.liniya.fuzz.Corpus;
import org.liniya.fuzz.FuzzTarget;

/** What reads SIP. */
// only that it ends counts, not what it gives
@SuppressWarnings({"ReturnValueIgnored", "OptionalMapUnusedValue", "NullAway"})
public final class WireTargets {

  private static final Messages MESSAGES = messages();

  private WireTargets() {}

  public static List<FuzzTarget> all() {
    List<byte[]> sip =
        Stream.concat(Corpus.torture().stream(), Corpus.messages().stream()).toList();
    return List.of(
        new FuzzTarget("sip-message", sip, input -> read(input).ifPresent(WireTargets::look)),
        new FuzzTarget("sip-stream", sip, WireTargets::stream),
        new FuzzTarget("digest", credentials(), input -> Challenge.parameters(text(input))),
        new FuzzTarget("stored-dialog", dialogs(), input -> stored(text(input))),
        new FuzzTarget("target", List.of(Corpus.bytes("udp:[::1]:5060")), WireTargets::target));
  }

  /** A request that has passed everything that stands before the endpoint. */
  public static Optional<Incoming> read(byte[] input) {
    try {
      SIPMessage message = SoundParser.parse(new StringMsgParser(), input, true, null);
      if (message instanceof FlawedRequest flawed) {
        if (!flawed.raw().method().equals("ACK")) {
          new RawAnswer(flawed.raw(), flawed.fault(), "t", "192.0.2.1", 1).encodeAsBytes("udp");
        }
        return Optional.empty();
      }
      if (message instanceof SIPRequest request) {
        if (request.getMaxForwards() == null) {
          request.addHeader("Max-Forwards: 70");
        }
        if (RequestCheck.fault(request).isEmpty()) {
          return Optional.of(
              new Incoming(
                  request,
                  Optional.empty(),
                  new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060),
                  "udp",
                  List.of()));
        }
      }
      return Optional.empty();
    } catch (ParseException e) {
      return Optional.empty(); // what jain-sip is told, and copes with
    }
  }

  private static void look(Incoming incoming) {
    incoming.identity();
    incoming.branch();
    incoming.target();
    incoming.toTag();
    incoming.contentType();
    incoming.body("application/sdp");
    for (String name :
        List.of(
            "Require",
            "Supported",
            "Privacy",
            "P-Asserted-Identity",
            "Contact",
            "Record-Route",
            "User-Agent",
            "Expires",
            "From",
            "To")) {
      incoming.headers(name);
    }
    incoming.header("Authorization").map(Challenge::parameters);
    MESSAGES.answer(incoming, 200).toString();
    if (incoming.method().equals("INVITE")) {
      Dialog dialog = Dialog.ofCalled(incoming, "us");
      Dialog.decode(dialog.encode());
      MESSAGES.request(dialog.nextLocal(), "BYE").toString();
    }
  }

  private static void stream(byte[] input) throws Exception {
    try {
      new Framing()
          .feed(
              input,
              piece -> {
                if (piece.length > 2) {
                  read(piece);
                }
              });
    } catch (Framing.LostException e) {
      new RawAnswer(e.message(), e.fault(), "t", "192.0.2.1", 1).encodeAsBytes("tcp");
    }
  }

  /** May say no, with the one exception that it names. */
  private static void stored(String line) {
    try {
      Dialog.decode(line);
    } catch (IllegalArgumentException e) {
      // not a dialog
    }
  }

  private static void target(byte[] input) {
    try {
      Target.parse(text(input));
    } catch (IllegalArgumentException e) {
      // not a target
    }
  }

  private static List<byte[]> credentials() {
    return List.of(
        Corpus.bytes("Digest username=\"1001\", realm=\"liniya\", nonce=\"a\\\"b\", nc=00000001"));
  }

  private static List<byte[]> dialogs() {
    Dialog dialog =
        new Dialog(
            "c",
            "l",
            "r",
            "<sip:l@a>",
            "\"R\" <sip:r@b>",
            "sip:r@b",
            List.of("<sip:p;lr>"),
            1,
            2,
            Optional.of(Target.parse("tcp:127.0.0.1:5060")));
    return List.of(Corpus.bytes(dialog.encode()));
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  /** Opening a stack also gives jain-sip the logger that it looks for. */
  private static Messages messages() {
    try (StackWire wire = StackWire.open(InetAddress.ofLiteral("127.0.0.1"), 0, "fuzz")) {
      return wire.messages();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
