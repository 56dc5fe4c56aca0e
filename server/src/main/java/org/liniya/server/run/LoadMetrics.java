package org.liniya.server.run;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import org.liniya.sip.Admission;
import org.liniya.sip.Refusal;
import org.liniya.sip.SipEndpoint;

/** What load does to the line, and what the process holds. Stateless. */
final class LoadMetrics {

  private LoadMetrics() {}

  static void bind(MeterRegistry metrics, Admission admission, SipEndpoint sip) {
    for (Refusal reason : Refusal.values()) {
      FunctionCounter.builder("liniya.calls.refused", admission, a -> a.refused(reason))
          .description("new calls that were told to come later, or got no answer")
          .tag("reason", reason.word())
          .register(metrics);
    }
    for (Refusal reason :
        new Refusal[] {Refusal.DRAINING, Refusal.LATE_SOUND, Refusal.MEMORY, Refusal.BACKLOG}) {
      Gauge.builder(
              "liniya.overloaded",
              admission,
              a -> a.closed().filter(reason::equals).isPresent() ? 1 : 0)
          .description("1 while no new caller is let in at all")
          .tag("reason", reason.word())
          .register(metrics);
    }
    FunctionCounter.builder("liniya.sip.requests.ignored", admission, Admission::ignoredRequests)
        .description("requests other than calls that came too fast to be looked at")
        .register(metrics);
    Gauge.builder("liniya.sip.legs", sip, SipEndpoint::legs)
        .description("telephones connected or being connected")
        .register(metrics);
    Gauge.builder("liniya.sip.backlog", sip, SipEndpoint::backlog)
        .description("requests that wait to be looked at")
        .register(metrics);
    new FileDescriptorMetrics().bindTo(metrics);
    new JvmThreadMetrics().bindTo(metrics);
    new JvmMemoryMetrics().bindTo(metrics);
  }
}
