package org.liniya.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.liniya.call.CallId;
import org.liniya.port.OperatorBoard.GroupWhy;
import org.liniya.port.OperatorBoard.OperatorWhy;
import org.liniya.port.WhyNot;

/** Why nobody serves who waits. Each request runs on a virtual thread of its own; keeps nothing. */
final class WhyRoutes {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final ConsolePorts ports;
  private final Views views;

  WhyRoutes(ConsolePorts ports, Views views) {
    this.ports = ports;
    this.views = views;
  }

  /**
   * @param call the one that is next to be offered to somebody
   */
  record Group(
      String group,
      int waiting,
      String call,
      int place,
      String entered,
      List<Operator> operators) {}

  /**
   * @param why a word for programs
   * @param reason the same for people, with what there is to say
   * @param since null where the reason has no beginning
   * @param until null where nobody knows its end
   */
  record Operator(
      String operator,
      String why,
      String reason,
      Optional<String> since,
      Optional<String> until,
      Optional<String> call) {}

  void install(RoutesConfig routes) {
    routes.get("/api/v1/skill-groups/why", this::why, Permission.SEE_QUEUES);
  }

  private void why(Context request) {
    List<GroupWhy> groups =
        ports
            .operators()
            .why()
            .orElseThrow(
                () -> new ServiceUnavailableResponse("the queues are busy; ask again in a moment"));
    request.json(groups.stream().map(this::group).toList());
  }

  private Group group(GroupWhy group) {
    return new Group(
        group.group(),
        group.waiting(),
        group.call().toString(),
        group.place(),
        views.time(group.entered()),
        group.operators().stream().map(this::operator).toList());
  }

  private Operator operator(OperatorWhy operator) {
    WhyNot why = operator.why();
    return new Operator(
        operator.operator().value(),
        why.word(),
        sentence(why, views.zone()),
        since(why).map(views::time),
        until(why).map(views::time),
        call(why).map(CallId::toString));
  }

  /** For people; moments are of the clock of the zone. */
  static String sentence(WhyNot why, ZoneId zone) {
    return switch (why) {
      case WhyNot.LacksSkill(String group) -> "does not have the skill " + group;
      case WhyNot.LevelTooLow(int level, int needed) ->
          "has level " + level + " of the skill, and " + needed + " is needed";
      case WhyNot.NotYetByOverflow(String when) -> "helps out only: " + when;
      case WhyNot.SpeaksAnotherLanguage(String language) ->
          "does not speak the caller's language, " + language;
      case WhyNot.NoTelephone(Instant since, String pause) ->
          "not logged in since "
              + clock(since, zone)
              + (pause.isEmpty() ? "" : ", paused: " + pause);
      case WhyNot.OnPause(Instant since, String reason) ->
          "paused since " + clock(since, zone) + (reason.isEmpty() ? "" : ": " + reason);
      case WhyNot.BeingOffered(Instant since) -> "is being offered it since " + clock(since, zone);
      case WhyNot.OfferedAnother(Instant since, CallId _) ->
          "is being offered another call since " + clock(since, zone);
      case WhyNot.OnCall(Instant since, CallId _) -> "on a call since " + clock(since, zone);
      case WhyNot.CallingOut(Instant since) -> "on a call of their own since " + clock(since, zone);
      case WhyNot.WrappingUp(Instant until) -> "wraps up until " + clock(until, zone);
      case WhyNot.CoolingDown(Instant until) ->
          "left alone until " + clock(until, zone) + " after an offer that came to nothing";
      case WhyNot.OthersRing() -> "could take it; the telephones of others ring for it";
      case WhyNot.KeptForAnother(var other, Instant until) ->
          "could take it; kept for "
              + other.value()
              + ", who served its ticket, until "
              + clock(until, zone);
      case WhyNot.Nothing() -> "nothing stands in the way: a fault, please report it";
    };
  }

  private static String clock(Instant at, ZoneId zone) {
    return CLOCK.format(at.atZone(zone));
  }

  private static Optional<Instant> since(WhyNot why) {
    return switch (why) {
      case WhyNot.NoTelephone(Instant since, String _) -> Optional.of(since);
      case WhyNot.OnPause(Instant since, String _) -> Optional.of(since);
      case WhyNot.BeingOffered(Instant since) -> Optional.of(since);
      case WhyNot.OfferedAnother(Instant since, CallId _) -> Optional.of(since);
      case WhyNot.OnCall(Instant since, CallId _) -> Optional.of(since);
      case WhyNot.CallingOut(Instant since) -> Optional.of(since);
      case WhyNot.LacksSkill _,
          WhyNot.LevelTooLow _,
          WhyNot.NotYetByOverflow _,
          WhyNot.SpeaksAnotherLanguage _,
          WhyNot.WrappingUp _,
          WhyNot.CoolingDown _,
          WhyNot.OthersRing _,
          WhyNot.KeptForAnother _,
          WhyNot.Nothing _ ->
          Optional.empty();
    };
  }

  private static Optional<Instant> until(WhyNot why) {
    return switch (why) {
      case WhyNot.WrappingUp(Instant until) -> Optional.of(until);
      case WhyNot.CoolingDown(Instant until) -> Optional.of(until);
      case WhyNot.KeptForAnother(var _, Instant until) -> Optional.of(until);
      default -> Optional.empty();
    };
  }

  private static Optional<CallId> call(WhyNot why) {
    return switch (why) {
      case WhyNot.OfferedAnother(Instant _, CallId call) -> Optional.of(call);
      case WhyNot.OnCall(Instant _, CallId call) -> Optional.of(call);
      default -> Optional.empty();
    };
  }
}
