package org.liniya.testkit.phone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.liniya.audio.hearing.Sound;

/** Writes what a baresip needs in its folder: config, account, its tone. */
final class BaresipFiles {
  // The end of the source hangs the call up: as long as the telephone itself lives.
  private static final Duration TONE = Duration.ofMinutes(15);

  private BaresipFiles() {}

  static void write(Path folder, PhoneSettings phone, int sipPort, int controlPort, int rtpPort)
      throws IOException {
    Path voice = folder.resolve("tone.wav");
    if (phone.voice().isPresent()) {
      voice = phone.voice().get().toAbsolutePath();
    } else {
      tone(phone.toneHertz()).write(voice);
    }
    put(folder.resolve("config"), config(folder, voice, sipPort, controlPort, rtpPort));
    put(folder.resolve("accounts"), account(phone, sipPort));
    put(folder.resolve("contacts"), "");
  }

  /** Whole hertz: the end of a second meets the beginning of the next. */
  private static Sound tone(int hertz) {
    Sound[] seconds = new Sound[Math.toIntExact(TONE.toSeconds())];
    Arrays.fill(seconds, Sound.tone(hertz, 0.3, Duration.ofSeconds(1)));
    return Sound.join(seconds);
  }

  private static void put(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static String account(PhoneSettings phone, int sipPort) {
    String name = phone.displayName().isEmpty() ? "" : "\"" + phone.displayName() + "\" ";
    String domain = phone.domain().isEmpty() ? "127.0.0.1:" + sipPort : phone.domain();
    String password =
        phone.password().isEmpty()
            ? ""
            : ";auth_user=" + phone.user() + ";auth_pass=" + phone.password();
    return String.format(
        Locale.ROOT,
        "%s<sip:%s@%s>%s;regint=%d;answermode=%s;audio_codecs=%s;ptime=%d;dtmfmode=rtpevent\n",
        name,
        phone.user(),
        domain,
        password,
        phone.registerEvery().toSeconds(),
        phone.answer().word(),
        String.join(",", phone.codecs()),
        phone.ptimeMs());
  }

  /**
   * SIP takes the port after {@code sipPort} too (for TLS); without {@code snd_path} it would
   * record into the current folder.
   */
  private static String config(Path folder, Path voice, int sipPort, int controlPort, int rtpPort) {
    return """
    poll_method epoll
    sip_listen 127.0.0.1:%1$d
    sip_trans_def udp
    net_interface 127.0.0.1
    call_local_timeout 120
    call_max_calls 4
    audio_source aufile,%2$s
    audio_player aubridge,null%1$d
    audio_alert aubridge,alert%1$d
    ausrc_srate 8000
    auplay_srate 8000
    ausrc_channels 1
    auplay_channels 1
    audio_buffer 20-160
    rtp_ports %3$d-%4$d
    rtcp_mux no
    jitter_buffer_type fixed
    jitter_buffer_delay 1-10
    module_path /usr/lib/baresip/modules
    module g711.so
    module aufile.so
    module aubridge.so
    module sndfile.so
    module_tmp uuid.so
    module_tmp account.so
    module_app menu.so
    module_app ctrl_tcp.so
    ctrl_tcp_listen 127.0.0.1:%5$d
    snd_path %6$s
    statmode_default off
    ringback_disabled yes
    """
        .formatted(sipPort, voice, rtpPort, rtpPort + 19, controlPort, folder);
  }
}
