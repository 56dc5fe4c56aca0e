package org.liniya.server.config;

import java.util.Optional;
import org.liniya.callback.CallbackPlan;
import org.liniya.report.Targets;
import org.liniya.ticket.RetentionPlan;

/**
 * The whole of {@code liniya.yaml}. Immutable.
 *
 * @param callbacks how callbacks are dialled; when empty nobody is rung
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
    Optional<CallbackPlan> callbacks) {

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
          Optional.empty());
}
