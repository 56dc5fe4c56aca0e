package org.liniya.server.config;

import java.util.Optional;
import org.liniya.callback.CallbackPlan;
import org.liniya.report.Targets;
import org.liniya.ticket.RetentionPlan;

/**
 * The whole of {@code liniya.yaml}. Immutable.
 *
 * @param callbacks how callbacks are dialled; when empty nobody is rung
 * @param asterisk the front end behind an Asterisk; when empty there is none
 */
public record ServerSettings(
    SipSettings sip,
    RtpSettings rtp,
    HttpSettings http,
    StorageSettings storage,
    RecordingSettings recordings,
    SpeechSettings speech,
    Limits limits,
    RetentionPlan retention,
    Targets targets,
    Optional<CallbackPlan> callbacks,
    Optional<AsteriskSettings> asterisk) {

  /** What holds for every key that the file does not name. */
  public static final ServerSettings DEFAULT =
      new ServerSettings(
          SipSettings.DEFAULT,
          RtpSettings.DEFAULT,
          HttpSettings.DEFAULT,
          StorageSettings.DEFAULT,
          RecordingSettings.DEFAULT,
          SpeechSettings.DEFAULT,
          Limits.DEFAULT,
          RetentionPlan.KEEP_ALL,
          Targets.DEFAULT,
          Optional.empty(),
          Optional.empty());

  /** Whether callers can come through an Asterisk. */
  public boolean callersByAsterisk() {
    return asterisk.filter(settings -> !settings.numbers().isEmpty()).isPresent();
  }
}
