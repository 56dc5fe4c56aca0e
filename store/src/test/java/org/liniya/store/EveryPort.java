package org.liniya.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.liniya.acd.AcdEvent;
import org.liniya.acd.AcdRecord;
import org.liniya.acd.AcdSettings;
import org.liniya.call.CallId;
import org.liniya.call.CallerNumber;
import org.liniya.call.Ending;
import org.liniya.call.JournalEvent;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.call.PhoneNumber;
import org.liniya.call.Secret;
import org.liniya.identity.Identity;
import org.liniya.person.Applicant;
import org.liniya.person.LookUp;
import org.liniya.port.Applicants;
import org.liniya.port.Audit;
import org.liniya.port.CallStore;
import org.liniya.port.Callbacks;
import org.liniya.port.Contacts;
import org.liniya.port.DialogStore;
import org.liniya.port.Journal;
import org.liniya.port.JournalLines;
import org.liniya.port.OperatorStates;
import org.liniya.port.OperatorStore;
import org.liniya.port.Outbox;
import org.liniya.port.Persons;
import org.liniya.port.RegistrationStore;
import org.liniya.port.TicketDesk;
import org.liniya.port.TicketExport;
import org.liniya.port.TicketHolds;
import org.liniya.port.TicketStore;
import org.liniya.ticket.Author;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketVerb;

/** Uses every method of every port of a store once, and knows which it has not. */
final class EveryPort {
  private static final Instant AT = PlanRows.AT.plus(Duration.ofHours(2));
  private static final OperatorId OPERATOR = new OperatorId("maria");

  private final Store store;
  private final Set<String> missing = new TreeSet<>();
  private final CallId call = CallId.create(AT, new Random(9));
  private final CallId second = CallId.create(AT, new Random(10));

  EveryPort(Store store) {
    this.store = store;
  }

  /** Gives the methods that were not used. */
  Set<String> use() {
    calls(port(CallStore.class, store.calls()));
    TicketNumber number = tickets(port(TicketStore.class, store.tickets()));
    desk(port(TicketDesk.class, store.ticketDesk()), number);
    journal(port(Journal.class, store.journal()));
    callbacks(port(Callbacks.class, store.callbacks()), number);
    port(Contacts.class, store.contacts()).between(PlanRows.AT, AT, 1_000);
    audit(port(Audit.class, store.audit()));
    telephones(
        port(OperatorStore.class, store.operators()),
        port(RegistrationStore.class, store.registrations()),
        port(DialogStore.class, store.dialogs()));
    applicants(port(Applicants.class, store.applicants()), number);
    holds(port(TicketHolds.class, store.ticketHolds()), number);
    port(TicketExport.class, store.ticketExport()).page(PlanRows.AT, AT, Optional.empty(), 50);
    port(JournalLines.class, store.journalLines()).of(PlanRows.AT, AT, Set.of("rated", "bridged"));
    port(OperatorStates.class, store.operatorStates()).between(PlanRows.AT, AT);
    outbox(port(Outbox.class, store.outbox()));
    record(port(AcdRecord.class, store.acdRecord()));
    persons(port(Persons.class, store.persons()), number);
    return missing;
  }

  private static void applicants(Applicants applicants, TicketNumber number) {
    applicants.set(
        number,
        new Applicant(
            Optional.of(new Secret("Иванов Иван")),
            Optional.of(new Secret("+79990000001")),
            Optional.empty()),
        AT);
    applicants.of(number);
  }

  private static void holds(TicketHolds holds, TicketNumber number) {
    holds.hold(number, new Secret("why"), new Author("maria"), AT);
    holds.of(number);
    holds.release(number, new Author("maria"), AT);
  }

  private void record(AcdRecord told) {
    told.began(new AcdRecord.Run("run", AcdSettings.DEFAULTS, AT));
    told.told(new AcdEvent.OperatorRegistered(AT, OPERATOR));
    told.replay(call, AT, AT);
  }

  private static void outbox(Outbox outbox) {
    outbox.due("desk", AT, 50);
    outbox.delivered(1, AT);
    outbox.failed(1, AT, "answered 500");
    outbox.dead(1, AT, "answered 500");
    outbox.giveUp("desk", AT, AT);
    outbox.forget(Set.of("desk"), AT);
    outbox.retry("desk", AT);
    outbox.latest("desk", Outbox.Status.DEAD, 50, Optional.empty());
    outbox.latest("desk", Outbox.Status.DEAD, 50, Optional.of(7L));
    outbox.counts("desk");
    outbox.remove(AT, AT, 50);
  }

  private void persons(Persons persons, TicketNumber number) {
    persons.of(number);
    persons.document(number);
    persons.erase(number, true, AT);
    persons.recordingsLeft();
    persons.recordingsDeleted(List.of(call));
  }

  private void calls(CallStore calls) {
    calls.arrived(
        call, new CallerNumber.Network(PhoneNumber.of("+79990000001")), "1", "f", "v", AT);
    calls.arrived(second, new CallerNumber.Withheld(), "1", "f", "v", AT);
    calls.answered(call, AT);
    calls.languageChosen(call, Language.RU);
    calls.served(call);
    calls.ticketed(call, new TicketNumber("10000005"));
    calls.queued(call, "access", AT);
    calls.bridged(call, OPERATOR, AT, 1);
    calls.talked(call, 1);
    calls.ended(second, Ending.COMPLETED, AT);
    calls.ended(call, Ending.COMPLETED, AT);
    calls.find(call);
    calls.latest(50, Optional.empty());
    calls.latest(50, Optional.of(call));
    calls.open();
    calls.callsFrom(PhoneNumber.of("+79990000001"), PlanRows.AT);
  }

  private TicketNumber tickets(TicketStore tickets) {
    TicketNumber number = tickets.open(call, "access", Identity.NONE, Language.RU, AT);
    tickets.link(number, second, AT);
    tickets.ofCall(call);
    tickets.find(number);
    tickets.update(number, "complaint", Identity.NONE, Language.RU);
    LookUp snils = LookUp.of(LookUp.Kind.SNILS, new Secret("11223344595")).orElseThrow();
    tickets.known(number, snils);
    tickets.search(snils, PlanRows.AT, AT.plusSeconds(9), 50);
    tickets.served(number, OPERATOR, AT);
    tickets.rated(number, 5);
    tickets.recorded(number, call);
    tickets.callEnded(number, call, Ending.COMPLETED, AT);
    tickets.opened(PlanRows.AT, AT, 50);
    tickets.deadline(number);
    tickets.latest(50, Optional.empty());
    tickets.latest(50, Optional.of(number));
    return number;
  }

  private static void desk(TicketDesk desk, TicketNumber number) {
    desk.apply(number, new TicketVerb.Note(new Secret("text")), new Author("maria"), AT);
    desk.history(number);
    desk.nearing(PlanRows.AT.plusSeconds(9), 50);
    desk.escalate(number, AT.plus(Duration.ofDays(60)));
    desk.reckonAgain(AT);
  }

  private void journal(Journal journal) {
    journal.note(call, AT, new JournalEvent.CallAnswered());
    journal.mention(call, AT, new JournalEvent.LegSignalled("a", "caller", List.of(), 0));
    journal.commitLater(call, AT, new JournalEvent.Rated(5));
    journal.commit(call, AT, new JournalEvent.Rated(5));
    journal.read(call);
  }

  private void callbacks(Callbacks callbacks, TicketNumber number) {
    Callbacks.Task task =
        new Callbacks.Task(
            call,
            Optional.of(number),
            PhoneNumber.of("+79990000001"),
            Language.RU,
            "access",
            AT,
            AT,
            Callbacks.ASKED_FOR);
    callbacks.owe(task);
    callbacks.open();
    callbacks.standing(10);
    callbacks.of(List.of(call));
    callbacks.latest(10);
    callbacks.begin(task, 0, AT, 2, AT);
    callbacks.dialling(task.number());
    callbacks.missed(call, AT);
    callbacks.tries(task.number(), AT);
    callbacks.takePlace(
        call, Optional.of(task.number()), Optional.of(number), AT.plusSeconds(1), AT);
    callbacks.close(call, "called back", AT);
  }

  private static void audit(Audit audit) {
    audit.write(new Audit.Entry(AT, "maria", "read", "ticket", ""));
    audit.latest(50, Optional.empty());
    audit.verify();
  }

  private void telephones(
      OperatorStore operators, RegistrationStore registrations, DialogStore dialogs) {
    operators.save(new OperatorStore.Row(OPERATOR, "ready", "", AT));
    operators.restarted(AT);
    operators.all();
    registrations.save(
        new RegistrationStore.Binding(OPERATOR, "sip:a@b", "udp:1.2.3.4:5060", AT, "c", 1, "u"));
    registrations.all();
    registrations.remove(OPERATOR, "sip:a@b");
    dialogs.opened(new DialogStore.Entry("d", call, "sip", "{}", AT));
    dialogs.closed("d");
    dialogs.all();
  }

  private <T> T port(Class<T> type, T real) {
    for (Method method : type.getDeclaredMethods()) {
      if (Modifier.isAbstract(method.getModifiers())) {
        missing.add(name(method));
      }
    }
    return type.cast(
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              missing.remove(name(method));
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              }
            }));
  }

  private static String name(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }
}
