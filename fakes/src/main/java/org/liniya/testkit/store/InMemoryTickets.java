package org.liniya.testkit.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.liniya.call.CallId;
import org.liniya.call.Ending;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.identity.Identity;
import org.liniya.person.LookUp;
import org.liniya.port.StoreException;
import org.liniya.port.TicketDesk;
import org.liniya.port.TicketStore;
import org.liniya.ticket.Author;
import org.liniya.ticket.CheckDigit;
import org.liniya.ticket.Deadline;
import org.liniya.ticket.Due;
import org.liniya.ticket.Escalation;
import org.liniya.ticket.EscalationLevel;
import org.liniya.ticket.NoticeKind;
import org.liniya.ticket.Ticket;
import org.liniya.ticket.TicketEntry;
import org.liniya.ticket.TicketEvent;
import org.liniya.ticket.TicketHistory;
import org.liniya.ticket.TicketLife;
import org.liniya.ticket.TicketNotice;
import org.liniya.ticket.TicketNumber;
import org.liniya.ticket.TicketPlan;
import org.liniya.ticket.TicketRules;
import org.liniya.ticket.TicketState;
import org.liniya.ticket.TicketVerb;

/** Tickets in memory, numbered upwards from 1000001 and a check digit. Thread-safe. */
public final class InMemoryTickets extends Breakable implements TicketStore, TicketDesk {
  private static final Comparator<Ticket> OLDEST_FIRST =
      Comparator.comparing(Ticket::openedAt).thenComparing(Ticket::number);

  private boolean reckoned;
  private final Map<TicketNumber, Ticket> tickets = new HashMap<>();
  private final Map<CallId, TicketNumber> numbers = new HashMap<>();
  private final Map<CallId, Over> endings = new LinkedHashMap<>();
  private final Map<TicketNumber, Work> works = new HashMap<>();
  private final Map<LookUp, Set<TicketNumber>> lookUps = new HashMap<>();
  private final TicketPlan plan;
  private final Consumer<TicketNotice> news;
  private int last = 1_000_000;

  /** What was done to a ticket, and when a level is to be told next. */
  private record Work(TicketLife opened, List<TicketEntry> entries, Optional<Instant> look) {
    TicketLife life() {
      TicketLife life = opened;
      for (TicketEntry entry : entries) {
        life = life.after(entry);
      }
      return life;
    }
  }

  public InMemoryTickets() {
    this(TicketPlan.STANDARD);
  }

  public InMemoryTickets(TicketPlan plan) {
    this(plan, _ -> {});
  }

  /**
   * @param news is told of every change, such as {@link InMemoryOutbox#add}
   */
  public InMemoryTickets(TicketPlan plan, Consumer<TicketNotice> news) {
    this.plan = plan;
    this.news = news;
  }

  private void tell(TicketNumber number, NoticeKind kind, Instant at, Optional<Integer> rating) {
    news.accept(TicketNotice.of(history(number).orElseThrow(), kind, at, rating));
  }

  private void tell(TicketNumber number, TicketEntry entry) {
    TicketHistory now = history(number).orElseThrow();
    news.accept(TicketNotice.of(now, now.life(), entry));
  }

  private record Over(Ending ending, Instant at) {}

  @Override
  public synchronized TicketNumber open(
      CallId call, String category, Identity identity, Language language, Instant at) {
    mayFail();
    return numbers.computeIfAbsent(call, _ -> create(call, category, identity, language, at));
  }

  /** There has been a ticket of this number, from a call of its own, before the story begins. */
  public synchronized void earlier(
      TicketNumber number, String category, TicketState state, Instant at) {
    CallId call = CallId.create(at, new Random(number.digits().hashCode()));
    tickets.put(
        number,
        new Ticket(
            number,
            category,
            Identity.NONE,
            new Language("ru"),
            state,
            at,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(call),
            List.of()));
    keep(number, EarlierLife.in(state, plan.open(category, at), at), List.of());
  }

  private TicketNumber create(
      CallId call, String category, Identity identity, Language language, Instant at) {
    String digits = String.valueOf(++last);
    TicketNumber number = new TicketNumber(digits + CheckDigit.of(digits));
    tickets.put(
        number,
        new Ticket(
            number,
            category,
            identity,
            language,
            TicketState.NEW,
            at,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(call),
            List.of()));
    keep(number, plan.open(category, at), List.of());
    tell(number, NoticeKind.OPENED, at, Optional.empty());
    return number;
  }

  @Override
  public synchronized Optional<Ticket> find(TicketNumber number) {
    mayFail();
    return Optional.ofNullable(tickets.get(number)).map(this::withEnding);
  }

  @Override
  public synchronized Optional<Deadline> deadline(TicketNumber number) {
    return history(number).map(h -> h.life().running().get(Due.ANSWER));
  }

  @Override
  public synchronized Optional<TicketNumber> ofCall(CallId call) {
    mayFail();
    return Optional.ofNullable(numbers.get(call));
  }

  @Override
  public synchronized void link(TicketNumber number, CallId call, Instant at) {
    Ticket old = existing(number);
    if (!numbers.containsKey(call)
        && act(number, new TicketVerb.Link(call), Author.SERVER, at)
            instanceof TicketRules.Outcome.Refused refused) {
      throw new StoreException(refused.why().sentence());
    }
    TicketNumber present = numbers.putIfAbsent(call, number);
    if (present == null) {
      put(
          old,
          old.category(),
          old.identity(),
          old.language(),
          old.state(),
          old.operator(),
          old.rating(),
          with(old.calls(), call),
          old.recordings());
    } else if (!present.equals(number)) {
      throw new StoreException("the call has another ticket");
    }
  }

  @Override
  public synchronized void update(
      TicketNumber number, String category, Identity identity, Language language) {
    Ticket old = existing(number);
    put(
        old,
        category,
        identity,
        language,
        old.state(),
        old.operator(),
        old.rating(),
        old.calls(),
        old.recordings());
    keep(number, plan.open(category, old.openedAt()), work(number).entries());
    tell(number, NoticeKind.CHANGED, old.openedAt(), Optional.empty());
  }

  @Override
  public synchronized void known(TicketNumber number, LookUp datum) {
    existing(number);
    lookUps.computeIfAbsent(datum, _ -> new HashSet<>()).add(number);
  }

  @Override
  public synchronized List<Ticket> search(LookUp by, Instant from, Instant to, int limit) {
    mayFail();
    return lookUps.getOrDefault(by, Set.of()).stream()
        .map(number -> withEnding(existing(number)))
        .filter(ticket -> !ticket.openedAt().isBefore(from) && ticket.openedAt().isBefore(to))
        .sorted(OLDEST_FIRST.reversed())
        .limit(limit)
        .toList();
  }

  /** For a name that takes the place of another. */
  synchronized void forgetNames(TicketNumber number) {
    lookUps.forEach(
        (datum, found) -> {
          if (datum.kind() == LookUp.Kind.SURNAME
              || datum.kind() == LookUp.Kind.SURNAME_FIRST_NAME) {
            found.remove(number);
          }
        });
  }

  @Override
  public synchronized List<Ticket> opened(Instant from, Instant to, int limit) {
    mayFail();
    return tickets.values().stream()
        .filter(ticket -> !ticket.openedAt().isBefore(from) && ticket.openedAt().isBefore(to))
        .sorted(OLDEST_FIRST.reversed())
        .limit(limit)
        .map(this::withEnding)
        .toList();
  }

  @Override
  public synchronized void served(TicketNumber number, OperatorId operator, Instant at) {
    Ticket old = existing(number);
    put(
        old,
        old.category(),
        old.identity(),
        old.language(),
        old.state(),
        Optional.of(operator),
        old.rating(),
        old.calls(),
        old.recordings());
    if (TicketRules.answeringTakes(work(number).life())) {
      act(number, new TicketVerb.Take(operator), Author.SERVER, at);
    }
  }

  @Override
  public synchronized void rated(TicketNumber number, int rating) {
    if (rating < 1 || rating > 5) {
      throw new IllegalArgumentException("a rating is 1 to 5");
    }
    Ticket old = existing(number);
    put(
        old,
        old.category(),
        old.identity(),
        old.language(),
        old.state(),
        old.operator(),
        Optional.of(rating),
        old.calls(),
        old.recordings());
    tell(number, NoticeKind.RATED, old.openedAt(), Optional.of(rating));
  }

  @Override
  public synchronized void recorded(TicketNumber number, CallId recording) {
    Ticket old = existing(number);
    put(
        old,
        old.category(),
        old.identity(),
        old.language(),
        old.state(),
        old.operator(),
        old.rating(),
        old.calls(),
        with(old.recordings(), recording));
  }

  @Override
  public synchronized void callEnded(TicketNumber number, CallId call, Ending ending, Instant at) {
    if (!existing(number).calls().contains(call)) {
      throw new StoreException("the call is not on this ticket");
    }
    endings.putIfAbsent(call, new Over(ending, at));
  }

  @Override
  public synchronized List<Ticket> latest(int limit, Optional<TicketNumber> before) {
    mayFail();
    if (before.isPresent() && !tickets.containsKey(before.get())) {
      return List.of();
    }
    Optional<Ticket> bound = before.map(tickets::get);
    return tickets.values().stream()
        .filter(ticket -> bound.isEmpty() || OLDEST_FIRST.compare(ticket, bound.get()) < 0)
        .sorted(OLDEST_FIRST.reversed())
        .limit(limit)
        .map(this::withEnding)
        .toList();
  }

  @Override
  public synchronized Optional<TicketRules.Outcome> apply(
      TicketNumber number, TicketVerb verb, Author by, Instant at) {
    mayFail();
    return tickets.containsKey(number) ? Optional.of(act(number, verb, by, at)) : Optional.empty();
  }

  @Override
  public synchronized Optional<TicketHistory> history(TicketNumber number) {
    mayFail();
    return Optional.ofNullable(tickets.get(number))
        .map(
            ticket ->
                new TicketHistory(
                    number,
                    ticket.category(),
                    plan.priority(ticket.category()),
                    work(number).life(),
                    work(number).entries()));
  }

  @Override
  public synchronized List<TicketNumber> nearing(Instant now, int limit) {
    mayFail();
    return works.keySet().stream()
        .filter(number -> look(number).filter(at -> !at.isAfter(now)).isPresent())
        .sorted(
            Comparator.<TicketNumber, Instant>comparing(number -> look(number).orElseThrow())
                .thenComparing(Comparator.naturalOrder()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<EscalationLevel> escalate(TicketNumber number, Instant now) {
    existing(number);
    List<EscalationLevel> due = plan.escalation().due(work(number).life(), now);
    for (EscalationLevel level : due) {
      add(
          number,
          new TicketEntry(
              Author.SERVER, now, new TicketEvent.Escalated(level.due(), level.name())));
    }
    keep(number, work(number).opened(), work(number).entries());
    return due;
  }

  @Override
  public synchronized void reckonAgain(Instant now) {
    mayFail();
    if (reckoned) {
      return; // its levels never change
    }
    reckoned = true;
    works.replaceAll(
        (_, work) ->
            work.life().stage().ended() || work.look().filter(at -> !at.isAfter(now)).isPresent()
                ? work
                : new Work(work.opened(), work.entries(), Optional.of(now)));
  }

  private TicketRules.Outcome act(TicketNumber number, TicketVerb verb, Author by, Instant at) {
    Work work = work(number);
    TicketRules.Outcome outcome = TicketRules.applyOnce(work.entries(), work.life(), verb, by, at);
    if (outcome instanceof TicketRules.Outcome.Done done) {
      add(number, done.entry());
    }
    return outcome;
  }

  private void add(TicketNumber number, TicketEntry entry) {
    List<TicketEntry> entries = new ArrayList<>(work(number).entries());
    entries.add(entry);
    keep(number, work(number).opened(), entries);
    tell(number, entry);
  }

  private void keep(TicketNumber number, TicketLife opened, List<TicketEntry> entries) {
    Work work = new Work(opened, List.copyOf(entries), Optional.empty());
    works.put(
        number,
        new Work(
            opened, work.entries(), plan.escalation().next(work.life()).map(Escalation.Step::at)));
  }

  private Work work(TicketNumber number) {
    return Objects.requireNonNull(works.get(number));
  }

  private Optional<Instant> look(TicketNumber number) {
    return work(number).look();
  }

  private Ticket existing(TicketNumber number) {
    mayFail();
    Ticket ticket = tickets.get(number);
    if (ticket == null) {
      throw new StoreException("no such ticket");
    }
    return ticket;
  }

  /** The ending of a ticket is that of the call linked to it last. */
  private Ticket withEnding(Ticket ticket) {
    Optional<Over> over = Optional.ofNullable(endings.get(ticket.calls().getLast()));
    return new Ticket(
        ticket.number(),
        ticket.category(),
        ticket.identity(),
        ticket.language(),
        TicketState.of(work(ticket.number()).life().stage().word()),
        ticket.openedAt(),
        over.map(Over::at),
        over.map(Over::ending),
        ticket.operator(),
        ticket.rating(),
        ticket.calls(),
        ticket.recordings());
  }

  private void put(
      Ticket old,
      String category,
      Identity identity,
      Language language,
      TicketState state,
      Optional<OperatorId> operator,
      Optional<Integer> rating,
      List<CallId> calls,
      List<CallId> recordings) {
    tickets.put(
        old.number(),
        new Ticket(
            old.number(),
            category,
            identity,
            language,
            state,
            old.openedAt(),
            Optional.empty(),
            Optional.empty(),
            operator,
            rating,
            calls,
            recordings));
  }

  private static List<CallId> with(List<CallId> old, CallId added) {
    List<CallId> all = new ArrayList<>(old);
    if (!all.contains(added)) {
      all.add(added);
    }
    return all;
  }
}
