package org.liniya.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.sip.address.SipURI;
import javax.sip.header.ContactHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.HeaderAddress;
import javax.sip.header.ToHeader;
import org.liniya.call.OperatorId;
import org.liniya.port.RegistrationStore.Binding;
import org.liniya.sip.wire.Incoming;

/**
 * The operators' telephones (RFC 3261 section 10.3), and which requests come from one of them.
 * Changed in the registrar's mailbox alone, read from any thread, never blocks: it is asked about
 * every request of a flood.
 */
final class Bindings {

  /** An operator's, the one that was refreshed longest ago first. */
  private final Map<OperatorId, List<Binding>> all = new ConcurrentHashMap<>();

  /** How many telephones are reached at a place, without a proxy. */
  private final Map<String, Integer> telephones = new ConcurrentHashMap<>();

  /** How many telephones are reached over a proxy at a place. */
  private final Map<String, Integer> proxies = new ConcurrentHashMap<>();

  List<Binding> of(OperatorId operator) {
    return all.getOrDefault(operator, List.of());
  }

  Optional<Binding> find(OperatorId operator, String contact) {
    return of(operator).stream().filter(each -> each.contact().equals(contact)).findFirst();
  }

  /** Takes it in as the youngest of its operator; gives back what the contact was before. */
  Optional<Binding> put(Binding binding) {
    Optional<Binding> before = find(binding.operator(), binding.contact());
    before.ifPresent(this::remove);
    List<Binding> with = new ArrayList<>(of(binding.operator()));
    with.add(binding);
    all.put(binding.operator(), List.copyOf(with));
    places(binding).merge(binding.target(), 1, Integer::sum);
    return before;
  }

  /** Whether it was there. */
  boolean remove(Binding binding) {
    List<Binding> without = new ArrayList<>(of(binding.operator()));
    if (!without.remove(binding)) {
      return false;
    }
    if (without.isEmpty()) {
      all.remove(binding.operator());
    } else {
      all.put(binding.operator(), List.copyOf(without));
    }
    places(binding).computeIfPresent(binding.target(), (_, n) -> n == 1 ? null : n - 1);
    return true;
  }

  private Map<String, Integer> places(Binding binding) {
    return binding.path().isEmpty() ? telephones : proxies;
  }

  /**
   * Which one gives way to {@code young} when its operator has too many: the oldest with the same
   * User-Agent, which is most likely the same telephone before it was started anew, else the oldest
   * of all.
   */
  Optional<Binding> givesWayTo(Binding young) {
    List<Binding> others =
        of(young.operator()).stream().filter(each -> !each.equals(young)).toList();
    return Stream.concat(
            others.stream().filter(each -> each.userAgent().equals(young.userAgent())),
            others.stream())
        .findFirst();
  }

  /** Whether requests from {@code place} come from a telephone, and from nobody else. */
  boolean isTelephone(String place) {
    return telephones.containsKey(place);
  }

  /**
   * Whether {@code incoming} comes from a telephone that {@code operator} has registered: from its
   * very address and port; behind a proxy, over the same Path or with the same Contact.
   */
  boolean isAt(OperatorId operator, Incoming incoming) {
    List<Binding> own = of(operator);
    if (own.isEmpty()) {
      return false;
    }
    String place = incoming.target().toString();
    return own.stream()
        .filter(binding -> binding.target().equals(place))
        .anyMatch(binding -> sameWay(binding, incoming));
  }

  private static boolean sameWay(Binding binding, Incoming incoming) {
    if (incoming.method().equals("REGISTER")) {
      return binding.path().equals(incoming.headers("Path"));
    }
    return binding.path().isEmpty()
        || (incoming.request().getHeader(ContactHeader.NAME) instanceof ContactHeader contact
            && binding.contact().equals(String.valueOf(contact.getAddress().getURI())));
  }

  /**
   * A name for the registered telephone from which {@code incoming} seems to come; empty when it
   * comes from none. Behind a proxy it is the one of the user that is named.
   */
  Optional<String> telephone(Incoming incoming) {
    String place = incoming.target().toString();
    if (telephones.containsKey(place)) {
      return Optional.of(place);
    }
    return proxies.containsKey(place)
        ? named(incoming)
            .filter(operator -> isAt(operator, incoming))
            .map(operator -> operator + " over " + place)
        : Optional.empty();
  }

  private static Optional<OperatorId> named(Incoming incoming) {
    String header = incoming.method().equals("REGISTER") ? ToHeader.NAME : FromHeader.NAME;
    return incoming.request().getHeader(header) instanceof HeaderAddress party
            && party.getAddress().getURI() instanceof SipURI uri
            && uri.getUser() != null
        ? Optional.of(new OperatorId(uri.getUser()))
        : Optional.empty();
  }
}
