package org.liniya.asterisk;

import java.util.Optional;
import org.asteriskjava.manager.event.AttendedTransferEvent;
import org.asteriskjava.manager.event.BlindTransferEvent;
import org.asteriskjava.manager.event.ChannelTalkingStartEvent;
import org.asteriskjava.manager.event.ChannelTalkingStopEvent;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.CoreShowChannelsCompleteEvent;
import org.asteriskjava.manager.event.DeviceStateChangeEvent;
import org.asteriskjava.manager.event.DtmfBeginEvent;
import org.asteriskjava.manager.event.DtmfEndEvent;
import org.asteriskjava.manager.event.DtmfEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.HangupRequestEvent;
import org.asteriskjava.manager.event.HoldEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewStateEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.asteriskjava.manager.event.SoftHangupRequestEvent;
import org.asteriskjava.manager.event.UnholdEvent;
import org.jspecify.annotations.Nullable;

/** What the manager tells, as far as it means something to us. Immutable. */
sealed interface AmiNews {

  /** Of one channel. */
  sealed interface OfChannel extends AmiNews {
    /** Its Uniqueid, which stays when Asterisk exchanges what is behind a channel. */
    String channel();
  }

  /** Its telephone rings. */
  record Rings(String channel) implements OfChannel {}

  /**
   * A key.
   *
   * @param begins false when it is let go
   */
  record Pressed(String channel, char key, boolean begins) implements OfChannel {
    @Override
    public String toString() {
      return "Pressed[" + channel + "]"; // digits are personal
    }
  }

  /**
   * It is about to be over: a channel whose party is gone stays until its FastAGI session ends, so
   * that this is what counts.
   */
  record Leaves(String channel) implements OfChannel {}

  /**
   * It is over.
   *
   * @param cause of Q.850; 0 when it is not told
   */
  record HungUp(String channel, int cause) implements OfChannel {}

  /** Asterisk has decided that it is to end; what else it has decided may be told after that. */
  record Ends(String channel) implements OfChannel {}

  record Holds(String channel, boolean held) implements OfChannel {}

  record Talks(String channel, boolean talks) implements OfChannel {}

  /** It could not be rung, or nobody answered. */
  record NotReached(String channel) implements OfChannel {}

  /**
   * Its party has passed the other party on.
   *
   * @param other the channel of the party who was passed on
   * @param extension whom to
   */
  record PassedOn(String channel, String other, String extension) implements OfChannel {}

  /**
   * Of a telephone.
   *
   * @param state such as {@code NOT_INUSE}, {@code UNAVAILABLE}
   */
  record Telephone(String endpoint, String state) implements AmiNews {}

  /**
   * Its party has handed the other party over to the one at the other end of another channel.
   *
   * @param second the party's channel in that other talk
   */
  record HandedOver(String channel, String second) implements OfChannel {}

  /** Of a list that we have asked for. */
  sealed interface Listed extends AmiNews {}

  /** A channel that there is. */
  record Channel(String channel) implements Listed {}

  /** There are no more. */
  record AllChannels() implements Listed {}

  /** What an event of the library means; empty where it means nothing to us. */
  static Optional<AmiNews> of(ManagerEvent event) {
    return switch (event) {
      case DtmfBeginEvent begin -> pressed(begin, true);
      case DtmfEndEvent end -> pressed(end, false);
      case HangupEvent hangup ->
          known(hangup.getUniqueId())
              .map(
                  channel ->
                      new HungUp(channel, hangup.getCause() == null ? 0 : hangup.getCause()));
      case HangupRequestEvent wish -> known(wish.getUniqueId()).map(Leaves::new);
      case SoftHangupRequestEvent wish -> known(wish.getUniqueId()).map(Ends::new);
      case NewStateEvent state when Integer.valueOf(5).equals(state.getChannelState()) ->
          known(state.getUniqueId()).map(Rings::new);
      case HoldEvent hold -> known(hold.getUniqueId()).map(channel -> new Holds(channel, true));
      case UnholdEvent hold -> known(hold.getUniqueId()).map(channel -> new Holds(channel, false));
      case ChannelTalkingStartEvent talk ->
          known(talk.getUniqueId()).map(channel -> new Talks(channel, true));
      case ChannelTalkingStopEvent talk ->
          known(talk.getUniqueId()).map(channel -> new Talks(channel, false));
      // of a channel that could not be made it tells no Uniqueid; ours is the action's name too
      case OriginateResponseEvent response when !response.isSuccess() ->
          known(response.getActionId()).map(NotReached::new);
      case AttendedTransferEvent transfer -> handedOver(transfer);
      case CoreShowChannelEvent channel -> known(channel.getUniqueid()).map(Channel::new);
      case CoreShowChannelsCompleteEvent _ -> Optional.of(new AllChannels());
      case BlindTransferEvent transfer -> passedOn(transfer);
      case DeviceStateChangeEvent device ->
          device.getDevice() == null || device.getState() == null
              ? Optional.empty()
              : Optional.of(new Telephone(device.getDevice(), device.getState()));
      default -> Optional.empty();
    };
  }

  private static Optional<AmiNews> pressed(DtmfEvent event, boolean begins) {
    String digit = event.getDigit();
    if (digit == null || digit.length() != 1 || !"Received".equals(event.getDirection())) {
      return Optional.empty();
    }
    return known(event.getUniqueId()).map(channel -> new Pressed(channel, digit.charAt(0), begins));
  }

  private static Optional<AmiNews> passedOn(BlindTransferEvent transfer) {
    if (transfer.getExtension() == null || !"Success".equals(transfer.getResult())) {
      return Optional.empty();
    }
    return known(transfer.getTransfererUniqueId())
        .flatMap(
            channel ->
                known(transfer.getTransfereeUniqueId())
                    .map(other -> new PassedOn(channel, other, transfer.getExtension())));
  }

  private static Optional<AmiNews> handedOver(AttendedTransferEvent transfer) {
    return known(transfer.getOrigTransfererUniqueid())
        .flatMap(
            channel ->
                known(transfer.getSecondTransfererUniqueid())
                    .map(second -> new HandedOver(channel, second)));
  }

  private static Optional<String> known(@Nullable String uniqueId) {
    return Optional.ofNullable(uniqueId).filter(id -> !id.isEmpty() && id.length() <= 150);
  }
}
