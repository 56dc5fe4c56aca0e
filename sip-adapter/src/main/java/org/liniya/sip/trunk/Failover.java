package org.liniya.sip.trunk;

/**
 * Whether another trunk is tried after a provider's refusal. The provider's own troubles are a
 * reason, the called party's decision is none: nobody is rung twice. Pure.
 */
public final class Failover {

  private Failover() {}

  /**
   * @param status of the final answer
   * @param rang whether the called party's telephone had rung: then a 408 is its silence
   */
  public static boolean afterStatus(int status, boolean rang) {
    return (status >= 500 && status < 600) || (status == 408 && !rang);
  }
}
