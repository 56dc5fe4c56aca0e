package org.liniya.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.liniya.call.OperatorId;
import org.liniya.port.RegistrationStore;

/** What every {@link RegistrationStore} keeps to. */
public abstract class RegistrationStoreContract {
  private static final OperatorId OPERATOR = new OperatorId("1001");

  /** The store of this test, new and empty; the same at every call within a test. */
  protected abstract RegistrationStore registrations();

  private static RegistrationStore.Binding binding(String contact, long cseq) {
    return new RegistrationStore.Binding(
        OPERATOR,
        contact,
        "udp:127.0.0.1:5070",
        Samples.NOON.plusSeconds(cseq),
        "call-id@phone",
        cseq,
        "baresip");
  }

  @Test
  void anOperatorMayHaveSeveralContacts() {
    registrations().save(binding("sip:1001@127.0.0.1:5070", 1));
    registrations().save(binding("sip:1001@127.0.0.1:5071", 1));

    assertThat(registrations().all())
        .containsExactly(
            binding("sip:1001@127.0.0.1:5070", 1), binding("sip:1001@127.0.0.1:5071", 1));
  }

  @Test
  void aRefreshReplacesTheBinding() {
    registrations().save(binding("sip:1001@127.0.0.1:5070", 1));
    registrations().save(binding("sip:1001@127.0.0.1:5070", 4_000_000_000L));

    assertThat(registrations().all())
        .containsExactly(binding("sip:1001@127.0.0.1:5070", 4_000_000_000L));
  }

  @Test
  void aRemovedBindingIsGoneAndTheOtherStays() {
    registrations().save(binding("sip:1001@127.0.0.1:5070", 1));
    registrations().save(binding("sip:1001@127.0.0.1:5071", 1));

    registrations().remove(OPERATOR, "sip:1001@127.0.0.1:5070");
    registrations().remove(OPERATOR, "sip:1001@127.0.0.1:5079");

    assertThat(registrations().all()).containsExactly(binding("sip:1001@127.0.0.1:5071", 1));
  }

  @Test
  void theProxiesBetweenAreKeptInTheirOrder() {
    RegistrationStore.Binding through = through(List.of("<sip:a;lr>", "<sip:b;lr>"), 1);
    registrations().save(through);
    assertThat(registrations().all()).containsExactly(through);

    registrations().save(through(List.of(), 2));
    assertThat(registrations().all()).containsExactly(through(List.of(), 2));
  }

  private static RegistrationStore.Binding through(List<String> path, long cseq) {
    RegistrationStore.Binding direct = binding("sip:1001@127.0.0.1:5070", cseq);
    return new RegistrationStore.Binding(
        direct.operator(),
        direct.contact(),
        direct.target(),
        direct.expires(),
        direct.callId(),
        direct.cseq(),
        direct.userAgent(),
        path);
  }
}
