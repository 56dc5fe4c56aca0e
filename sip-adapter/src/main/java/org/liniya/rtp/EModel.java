package org.liniya.rtp;

import java.time.Duration;

/**
 * Estimates how good a talk sounds: the E-model of ITU-T G.107 (06/2015), for G.711 and with the
 * Recommendation's default values for everything that a packet cannot tell (echo, room noise,
 * loudness). Pure.
 *
 * <p>{@code R = 93.2 − Idd − Ie,eff}: with the defaults {@code Ro − Is} is 93.2 (section 7.1), and
 * the advantage factor A is 0 (section 7.6).
 *
 * <ul>
 *   <li>Idd, the delay without echo (section 7.4): nothing up to 100 ms one way.
 *   <li>Ie,eff, the loss (section 7.5): {@code Ie + (95 − Ie) · Ppl / (Ppl / BurstR + Bpl)} with Ie
 *       = 0 and Bpl = 25.1, that of G.711 with packet loss concealment under random loss (G.113
 *       Appendix I, table I.4).
 *   <li>MOS from R by Annex B.
 * </ul>
 */
public final class EModel {

  private static final double BEST = 93.2;
  private static final double IE = 0;
  private static final double BPL = 25.1;
  private static final double DELAY_HEARD_MS = 100;

  private EModel() {}

  /**
   * The rating factor R, 0 to 93.2.
   *
   * @param lossRatio share of packets lost, 0 to 1
   * @param burstRatio how much longer runs of loss are than with random loss; 1 for random
   * @param oneWay from mouth to ear, the far end's jitter buffer included
   */
  static double rating(double lossRatio, double burstRatio, Duration oneWay) {
    double lossPercent = 100 * Math.clamp(lossRatio, 0.0, 1.0);
    double equipment = IE + (95 - IE) * lossPercent / (lossPercent / Math.max(1, burstRatio) + BPL);
    return Math.max(0, BEST - delay(oneWay.toNanos() / 1e6) - equipment);
  }

  /** The mean opinion score, 1 (bad) to 4.41 (the best that G.711 can have). */
  public static double mos(double lossRatio, double burstRatio, Duration oneWay) {
    double r = rating(lossRatio, burstRatio, oneWay);
    return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
  }

  private static double delay(double milliseconds) {
    if (milliseconds <= DELAY_HEARD_MS) {
      return 0;
    }
    double x = Math.log(milliseconds / DELAY_HEARD_MS) / Math.log(2);
    return 25
        * (Math.pow(1 + Math.pow(x, 6), 1 / 6.0)
            - 3 * Math.pow(1 + Math.pow(x / 3, 6), 1 / 6.0)
            + 2);
  }
}
