package org.liniya.flow.call;

import org.liniya.estimate.WaitBook;
import org.liniya.port.Calendars;
import org.liniya.port.CallStore;
import org.liniya.port.Callbacks;
import org.liniya.port.Consultations;
import org.liniya.port.Dialer;
import org.liniya.port.Journal;
import org.liniya.port.PromptCatalogue;
import org.liniya.port.RecordingPort;
import org.liniya.port.Retries;
import org.liniya.port.Services;
import org.liniya.port.SpeechRecognizer;
import org.liniya.port.TicketDesk;
import org.liniya.port.TicketStore;
import org.liniya.port.Time;
import org.liniya.port.Verification;
import org.liniya.port.WaitingRoom;

/** What a running flow needs from outside; shared by all calls. */
public record Ports(
    TicketStore tickets,
    TicketDesk ticketDesk,
    Journal journal,
    CallStore calls,
    Callbacks callbacks,
    Retries retries,
    WaitingRoom waitingRoom,
    WaitBook estimates,
    Dialer dialer,
    Consultations consultations,
    PromptCatalogue prompts,
    RecordingPort recordings,
    Calendars calendars,
    Services services,
    Verification verification,
    SpeechRecognizer recognizer,
    Time time) {

  /** The same, but for the queues. */
  public Ports with(WaitingRoom room) {
    return new Ports(
        tickets,
        ticketDesk,
        journal,
        calls,
        callbacks,
        retries,
        room,
        estimates,
        dialer,
        consultations,
        prompts,
        recordings,
        calendars,
        services,
        verification,
        recognizer,
        time);
  }
}
