package org.liniya.sip;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExpiresHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Response;
import org.liniya.call.OperatorId;
import org.liniya.port.OperatorLines;
import org.liniya.port.RegistrationStore;
import org.liniya.port.RegistrationStore.Binding;
import org.liniya.port.StoreException;
import org.liniya.sip.wire.Incoming;
import org.liniya.sip.wire.Target;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows where the operators' telephones are (RFC 3261 section 10.3). Works in a mailbox of its own,
 * since the store may block; {@link #bindings} may be called from any thread.
 */
final class Registrar {

  private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);
  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** A telephone that gets no answer asks again (RFC 3261 section 17.1.2). */
  private static final int MOST_WAITING = 1_000;

  private final Gate gate;
  private final LegTools tools;
  private final RegistrationStore store;
  private final OperatorLines lines;
  private final Mailbox mailbox;
  private final Bindings known = new Bindings();
  private final Map<Binding, Timers.Timer> expiries = new HashMap<>();

  /**
   * Makes an empty one.
   *
   * @param patient whose threads may block on the store
   */
  Registrar(
      Gate gate, LegTools tools, Executor patient, RegistrationStore store, OperatorLines lines) {
    this.gate = gate;
    this.tools = tools;
    this.store = store;
    this.lines = lines;
    this.mailbox = new Mailbox(patient);
  }

  /** Takes up the registrations from before a restart. */
  void remember() {
    mailbox.post(
        () -> {
          Instant now = tools.time().now();
          for (Binding binding : store.all()) {
            if (binding.expires().isAfter(now)) {
              keep(binding);
            } else {
              store.remove(binding.operator(), binding.contact());
            }
          }
        });
  }

  /** All telephones at which the operator can be rung now. */
  Collection<Binding> bindings(OperatorId operator) {
    Instant now = tools.time().now();
    return known.of(operator).stream().filter(binding -> binding.expires().isAfter(now)).toList();
  }

  /** Whether requests from {@code place} come from a telephone that an operator has registered. */
  boolean isTelephone(Target place) {
    return known.isTelephone(place.toString());
  }

  /** See {@link Bindings#isAt}. */
  boolean isAt(OperatorId operator, Incoming incoming) {
    return known.isAt(operator, incoming);
  }

  /** See {@link Bindings#telephone}. */
  Optional<String> telephone(Incoming incoming) {
    return known.telephone(incoming);
  }

  /** A REGISTER has come. */
  void register(Incoming incoming) {
    if (mailbox.waiting() >= MOST_WAITING) { // the store is slow: it comes again
      tools.wire().drop(incoming);
      return;
    }
    mailbox.post(
        () -> {
          switch (gate.judge(incoming, operator -> known.isAt(operator, incoming))) {
            case Gate.Verdict.Ask ask -> gate.ask(incoming, ask, tools, mailbox);
            case Gate.Verdict.Known(OperatorId operator) -> admitted(incoming, operator);
          }
        });
  }

  private void admitted(Incoming incoming, OperatorId operator) {
    ToHeader to = (ToHeader) incoming.request().getHeader(ToHeader.NAME);
    boolean own =
        to.getAddress().getURI() instanceof SipURI uri && operator.value().equals(uri.getUser());
    if (!own) {
      tools.wire().respond(incoming, Response.FORBIDDEN); // another one's address of record
      return;
    }
    try {
      change(incoming, operator);
    } catch (StoreException e) {
      LOG.atError().addKeyValue("operator", operator).setCause(e).log("registration not stored");
      tools.wire().respond(incoming, Response.SERVER_INTERNAL_ERROR);
    }
  }

  private void change(Incoming incoming, OperatorId operator) {
    Optional<List<String>> path = RegisterPath.of(incoming);
    if (path.isEmpty()) {
      tools.wire().respond(incoming, Response.BAD_REQUEST);
      return;
    }
    List<ContactHeader> contacts = contacts(incoming);
    boolean all = contacts.stream().anyMatch(contact -> contact.getAddress().isWildcard());
    if (all) {
      if (contacts.size() > 1 || expires(incoming) != 0) {
        tools.wire().respond(incoming, Response.BAD_REQUEST);
        return;
      }
      known.of(operator).forEach(this::drop);
    }
    List<Binding> asked = new ArrayList<>();
    for (ContactHeader contact : all ? List.<ContactHeader>of() : contacts) {
      Duration life = life(contact, incoming);
      if (!life.isZero() && life.compareTo(SHORTEST) < 0) {
        tooBrief(incoming);
        return;
      }
      asked.add(binding(incoming, operator, contact, life, path.get()));
    }
    for (Binding binding : asked) {
      apply(binding);
    }
    confirm(incoming, operator);
  }

  private void apply(Binding binding) {
    Optional<Binding> before = known.find(binding.operator(), binding.contact());
    boolean old =
        before
            .filter(last -> last.callId().equals(binding.callId()))
            .filter(last -> last.cseq() >= binding.cseq())
            .isPresent();
    if (old) {
      return; // RFC 3261 section 10.3 step 7: it came late
    }
    if (binding.expires().isAfter(tools.time().now())) {
      store.save(binding);
      keep(binding);
      if (known.of(binding.operator()).size() > tools.limits().registrations()) {
        known.givesWayTo(binding).ifPresent(this::drop);
      }
    } else {
      before.ifPresent(this::drop);
    }
  }

  private void keep(Binding binding) {
    boolean first = known.of(binding.operator()).isEmpty();
    known.put(binding).ifPresent(this::stopTimer);
    Duration left = Duration.between(tools.time().now(), binding.expires());
    expiries.put(binding, tools.timers().after(left, mailbox, () -> expired(binding)));
    if (first) {
      LOG.atInfo().addKeyValue("operator", binding.operator()).log("registered");
    }
    lines.registered(binding.operator());
  }

  private void expired(Binding binding) {
    try {
      drop(binding);
    } catch (StoreException e) {
      LOG.atError().addKeyValue("operator", binding.operator()).setCause(e).log("not removed");
    }
  }

  private void drop(Binding binding) {
    stopTimer(binding);
    if (!known.remove(binding)) {
      return;
    }
    try {
      store.remove(binding.operator(), binding.contact());
    } finally { // with the store away the operator is gone all the same
      if (known.of(binding.operator()).isEmpty()) {
        LOG.atInfo().addKeyValue("operator", binding.operator()).log("unregistered");
        lines.unregistered(binding.operator());
      }
    }
  }

  private void stopTimer(Binding binding) {
    Timers.Timer timer = expiries.remove(binding);
    if (timer != null) {
      timer.cancel();
    }
  }

  private static List<ContactHeader> contacts(Incoming incoming) {
    List<ContactHeader> contacts = new ArrayList<>();
    ListIterator<?> headers = incoming.request().getHeaders(ContactHeader.NAME);
    while (headers.hasNext()) {
      contacts.add((ContactHeader) headers.next());
    }
    return contacts;
  }

  private static int expires(Incoming incoming) {
    return incoming.request().getHeader(ExpiresHeader.NAME) instanceof ExpiresHeader header
        ? header.getExpires()
        : (int) LONGEST.toSeconds();
  }

  private static Duration life(ContactHeader contact, Incoming incoming) {
    int seconds =
        contact.getParameter("expires") == null ? expires(incoming) : contact.getExpires();
    return Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST.toSeconds()));
  }

  private Binding binding(
      Incoming incoming,
      OperatorId operator,
      ContactHeader contact,
      Duration life,
      List<String> path) {
    return new Binding(
        operator,
        contact.getAddress().getURI().toString(),
        incoming.target().toString(),
        tools.time().now().plus(life),
        incoming.callId(),
        incoming.cseq(),
        incoming.header("User-Agent").orElse(""),
        path);
  }

  private void tooBrief(Incoming incoming) {
    Response response = tools.wire().messages().answer(incoming, Response.INTERVAL_TOO_BRIEF);
    tools.wire().messages().add(response, "Min-Expires", Long.toString(SHORTEST.toSeconds()));
    tools.wire().respond(incoming, response);
  }

  private void confirm(Incoming incoming, OperatorId operator) {
    Response ok = tools.wire().messages().answer(incoming, Response.OK);
    RegisterPath.confirm(incoming, ok, tools.wire().messages());
    Instant now = tools.time().now();
    for (Binding binding : bindings(operator)) {
      long left = Math.max(1, Duration.between(now, binding.expires()).toSeconds());
      tools.wire().messages().add(ok, "Contact", "<" + binding.contact() + ">;expires=" + left);
    }
    tools.wire().respond(incoming, ok);
  }
}
