package org.liniya.sip;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Request;
import org.liniya.call.PhoneNumber;
import org.liniya.sip.trunk.OutRules;
import org.liniya.sip.wire.Outgoing;
import org.liniya.sip.wire.Reply;
import org.liniya.sip.wire.Target;

/**
 * How one provider is asked to take one call: first plainly, then with what it wants to see.
 * Immutable.
 *
 * @param proof our password, in answer to the provider's last challenge
 * @param passwords how often the provider was shown our password
 * @param atLeast the session time that the provider has asked for by 422
 */
record TrunkTry(
    TrunkLine line,
    OutRules rules,
    PhoneNumber number,
    Optional<Map.Entry<String, String>> proof,
    int passwords,
    Optional<Duration> atLeast) {

  /** The first time that this provider is asked. */
  static TrunkTry plain(TrunkLine line, OutRules rules, PhoneNumber number) {
    return new TrunkTry(line, rules, number, Optional.empty(), 0, Optional.empty());
  }

  /**
   * With the password that a challenge asks for; nothing when there is none, or it was refused. A
   * second time only for a nonce that was too old.
   */
  Optional<TrunkTry> withPassword(Reply challenge) {
    boolean again = passwords == 0 || (passwords == 1 && DigestAnswer.stale(challenge));
    return rules
        .login()
        .filter(_ -> again)
        .flatMap(
            login ->
                DigestAnswer.to(
                    challenge, login, Request.INVITE, OutsideInvite.uri(rules.to(), number)))
        .map(
            shown -> new TrunkTry(line, rules, number, Optional.of(shown), passwords + 1, atLeast));
  }

  /**
   * With the longer session that a 422 asks for (RFC 4028 section 7.3), once; the provider may ask
   * for the password again.
   */
  Optional<TrunkTry> withLongerSession(Reply reply, SipLimits limits) {
    return SessionTerms.wanted(reply, limits)
        .filter(_ -> atLeast.isEmpty())
        .map(wanted -> new TrunkTry(line, rules, number, Optional.empty(), 0, Optional.of(wanted)));
  }

  /** Where the INVITE is sent; nothing while the provider's name is unknown. */
  Optional<Target> target() {
    return line.out().flatMap(TrunkAddress::target);
  }

  /**
   * The INVITE.
   *
   * @throws IllegalArgumentException when none can be made of the provider's settings
   */
  Outgoing invite(LegTools tools, SipLeg leg, long cseq, String offer) {
    return new OutsideInvite(
            rules, number, tools.wire().messages(), SessionTerms.offered(tools.limits(), atLeast))
        .build(leg.callId(), leg.localTag(), cseq, target().orElseThrow(), proof, offer);
  }
}
