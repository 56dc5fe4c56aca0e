package org.liniya.sip;

import java.util.Arrays;
import java.util.Optional;
import org.liniya.sip.wire.Dialog;

/**
 * Names a dialog the way Replaces does (RFC 3891 section 6.1). Immutable.
 *
 * @param toTag the tag of the party that is addressed: of ours, when we are
 * @param fromTag the tag of the other party
 */
record Replaced(String callId, String toTag, String fromTag) {

  /** Reads {@code call-id;to-tag=…;from-tag=…}; empty when one of the three is missing. */
  static Optional<Replaced> parse(String value) {
    String[] parts = value.strip().split(";", -1);
    Optional<String> to = parameter(parts, "to-tag");
    Optional<String> from = parameter(parts, "from-tag");
    String callId = parts[0].strip();
    return callId.isEmpty() || to.isEmpty() || from.isEmpty()
        ? Optional.empty()
        : Optional.of(new Replaced(callId, to.get(), from.get()));
  }

  private static Optional<String> parameter(String[] parts, String name) {
    return Arrays.stream(parts)
        .skip(1)
        .map(part -> part.strip().split("=", 2))
        .filter(pair -> pair.length == 2 && pair[0].strip().equalsIgnoreCase(name))
        .map(pair -> pair[1].strip())
        .filter(tag -> !tag.isEmpty())
        .findFirst();
  }

  /** Our leg in that dialog when the dialog is confirmed (section 3). */
  Optional<SipLeg> find(DialogBook book) {
    return book.find(Dialog.id(callId, toTag))
        .filter(
            leg ->
                leg.state() instanceof LegState.Up(Dialog dialog, var _)
                    && dialog.remoteTag().equals(fromTag));
  }
}
