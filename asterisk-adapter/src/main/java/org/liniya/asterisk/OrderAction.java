package org.liniya.asterisk;

import java.util.Map;
import org.asteriskjava.manager.action.AbstractManagerAction;

/**
 * Any action of the manager: the library has classes for many, not for all, and reads them by
 * reflection, which is why this one is public. Immutable; for {@link AmiLink} alone.
 */
public final class OrderAction extends AbstractManagerAction {

  private static final long serialVersionUID = 1L;

  private final transient Manager.Order order;

  OrderAction(Manager.Order order) {
    this.order = order;
  }

  @Override
  public String getAction() {
    return order.name();
  }

  /** Each is a line of its own. */
  public Map<String, String> getAttributes() {
    return order.fields();
  }

  /** Each is a line {@code variable: NAME=VALUE}. */
  public Map<String, String> getVariables() {
    return order.variables();
  }
}
