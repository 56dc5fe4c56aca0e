package org.liniya.console;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.liniya.acd.AcdRecord;
import org.liniya.port.Audit;
import org.liniya.port.CallStore;
import org.liniya.port.Contacts;
import org.liniya.port.Journal;
import org.liniya.port.Ladders;
import org.liniya.port.OperatorBoard;
import org.liniya.port.Outbox;
import org.liniya.port.RecordingPort;
import org.liniya.port.SignallingLog;
import org.liniya.port.TalkDesk;
import org.liniya.port.TicketDesk;
import org.liniya.port.TicketExport;
import org.liniya.port.TicketHolds;
import org.liniya.port.TicketStore;
import org.liniya.port.Time;
import org.liniya.port.TrunkBoard;
import org.liniya.port.WebhookDesk;

/** What the API tells about, each behind its port. Immutable. */
public record ConsolePorts(
    TicketStore tickets,
    TicketDesk desk,
    Audit audit,
    CallStore calls,
    Journal journal,
    OperatorBoard operators,
    RecordingPort recordings,
    Ladders ladders,
    SignallingLog signallingLog,
    HealthCheck health,
    PrometheusMeterRegistry metrics,
    TrunkBoard trunks,
    Time time,
    Contacts contacts,
    DatabaseCopier copier,
    PersonPorts persons,
    TicketHolds holds,
    RetentionPreview retention,
    Outbox outbox,
    WebhookDesk webhooks,
    TicketExport export,
    LineEditions editions,
    ReportPorts reports,
    CallbackList callbacks,
    TalkDesk talks,
    AcdRecord decisions) {}
