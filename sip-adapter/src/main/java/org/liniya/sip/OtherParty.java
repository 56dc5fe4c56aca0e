package org.liniya.sip;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Request;
import org.liniya.sip.trunk.TrunkLogin;
import org.liniya.sip.wire.Reply;

/**
 * What a leg has learned about its other party, and what it shows of us. Belongs to the leg's
 * mailbox, but for {@link #showsWhenAsked}, which any thread may call.
 */
final class OtherParty {

  private volatile Optional<TrunkLogin> account = Optional.empty();
  private boolean hasUpdate;
  private String contact = "";

  /** What a message of the other party says about what it can do. */
  void learn(List<String> allow, String ourContact) {
    hasUpdate |= allow.stream().anyMatch(value -> value.contains(Request.UPDATE));
    contact = ourContact;
  }

  /** Whether it takes UPDATE; known once its Allow was seen. */
  boolean hasUpdate() {
    return hasUpdate;
  }

  /** Our Contact in this dialog. */
  String contact() {
    return contact;
  }

  /** What the provider behind this leg is shown when it asks for a password inside the dialog. */
  void showsWhenAsked(Optional<TrunkLogin> login) {
    account = login;
  }

  /**
   * The header that answers a challenge to a request of ours; nothing when {@code reply} is none,
   * or there is nothing to show.
   */
  Optional<Map.Entry<String, String>> proof(Request asked, Reply reply) {
    return account
        .filter(_ -> DigestAnswer.asked(reply))
        .flatMap(
            login ->
                DigestAnswer.to(reply, login, asked.getMethod(), asked.getRequestURI().toString()));
  }
}
