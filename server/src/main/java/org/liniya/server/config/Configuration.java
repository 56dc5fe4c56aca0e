package org.liniya.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.liniya.acd.OperatorProfile;
import org.liniya.acd.SkillGroup;
import org.liniya.calendar.WorkingCalendar;
import org.liniya.call.Language;
import org.liniya.call.OperatorId;
import org.liniya.console.Role;
import org.liniya.console.User;
import org.liniya.server.identity.IdentitySettings;
import org.liniya.server.service.Service;
import org.liniya.server.webhook.WebhookReceiver;
import org.liniya.speech.voice.Lexicon;
import org.liniya.ticket.TicketPlan;
import org.liniya.yaml.Place;
import org.liniya.yaml.Problems;

/**
 * Everything of the configuration folder but the flows, read and checked. Immutable.
 *
 * @param folder where it was read from
 * @param calendars working hours, by name
 * @param tickets deadlines, levels and departments
 * @param webhooks who outside is told of the changes of tickets
 * @param starCodes what operators dial to have something done
 * @param services systems outside that calls may ask
 * @param identity by what callers can be verified
 * @param prompts the text of every prompt, by language and name
 * @param lexicon words that voices would say wrongly
 */
public record Configuration(
    Path folder,
    ServerSettings settings,
    List<SkillGroup> skillGroups,
    List<OperatorSettings> operators,
    Trunks trunks,
    List<User> users,
    Map<String, WorkingCalendar> calendars,
    TicketPlan tickets,
    List<WebhookReceiver> webhooks,
    StarCodes starCodes,
    List<Service> services,
    IdentitySettings identity,
    Map<Language, Map<String, String>> prompts,
    Lexicon lexicon) {

  public Configuration {
    skillGroups = List.copyOf(skillGroups);
    operators = List.copyOf(operators);
    users = List.copyOf(users);
    calendars = Map.copyOf(calendars);
    webhooks = List.copyOf(webhooks);
    services = List.copyOf(services);
    prompts = Map.copyOf(prompts);
  }

  /**
   * Reads all files of {@code folder}; every fault of every file goes to {@code problems}. Empty
   * exactly when this call found a problem.
   *
   * @param sets keys of {@code liniya.yaml} that the command line overrules: {@code sip.port} to
   *     {@code 5062}
   * @param environment where {@code ${env:NAME}} looks
   */
  public static Optional<Configuration> load(
      Path folder, Map<String, String> sets, Map<String, String> environment, Problems problems) {
    int before = problems.list().size();
    Optional<Configuration> read = read(folder, sets, environment, problems);
    return problems.list().size() > before ? Optional.empty() : read;
  }

  /**
   * As {@link #load}, but gives what could be read beside the faults too, with defaults in their
   * place: good enough to look for further faults, not to start with. Empty without a folder.
   */
  public static Optional<Configuration> read(
      Path folder, Map<String, String> sets, Map<String, String> environment, Problems problems) {
    if (!Files.isDirectory(folder)) {
      problems.add(
          Place.start(folder.toString()),
          "there is no such configuration folder",
          "Name one with --config or LINIYA_CONFIG");
      return Optional.empty();
    }
    int before = problems.list().size();
    ConfigFolder files = new ConfigFolder(folder, problems);
    Secrets secrets = new Secrets(folder, environment, problems);
    ServerSettings settings = new LiniyaFile(secrets, problems).read(files, sets);
    List<SkillGroup> groups = new SkillGroupsFile(problems).read(files);
    List<OperatorSettings> operators = new OperatorsFile(groups, secrets, problems).read(files);
    Trunks trunks =
        new TrunksFile(secrets, problems)
            .read(
                files,
                settings.sip(),
                settings.callersByAsterisk(),
                settings
                    .asterisk()
                    .flatMap(AsteriskSettings::tie)
                    .map(AsteriskSettings.Tie::trunk));
    if (problems.list().size() == before) { // or what was not read would look missing
      new FrontEndRules(settings, trunks, problems).check(operators);
    }
    trunks
        .emergency()
        .mustNotName(operators, Place.start(folder.resolve(TrunksFile.NAME).toString()), problems);
    List<User> users = new UsersFile(secrets, problems).read(files);
    Map<String, WorkingCalendar> calendars = new CalendarsFile(problems).read(files);
    TicketPlan tickets = new TicketsFile(calendars, problems).read(files);
    List<WebhookReceiver> webhooks = new WebhooksFile(secrets, problems).read(files);
    List<Service> services = new ServicesFile(secrets, problems).read(files);
    StarCodes starCodes = new StarCodesFile(problems).read(files);
    Map<Language, Map<String, String>> prompts =
        new PromptsFiles(problems).read(files, settings.speech());
    Lexicon lexicon = new PronounceFile(problems).read(files, settings.speech());
    IdentitySettings identity =
        new IdentityFile(secrets, services, prompts.keySet(), problems)
            .read(files, LocalDate.now(ZoneId.systemDefault()));
    return Optional.of(
        new Configuration(
            folder, settings, groups, operators, trunks, users, calendars, tickets, webhooks,
            starCodes, services, identity, prompts, lexicon));
  }

  public List<OperatorProfile> operatorProfiles() {
    return operators.stream().map(OperatorSettings::profile).toList();
  }

  /** Whether the telephone of this operator may hear the talks of others. */
  public boolean isSupervisor(OperatorId operator) {
    return operators.stream()
        .anyMatch(o -> o.profile().id().equals(operator) && o.role() == Role.SUPERVISOR);
  }

  /** The operators whose telephones are endpoints of Asterisk, such as {@code PJSIP/1001}. */
  public Map<OperatorId, String> asteriskTelephones() {
    Map<OperatorId, String> telephones = new HashMap<>();
    for (OperatorSettings operator : operators) {
      if (operator.telephone() instanceof OperatorTelephone.OfAsterisk(String endpoint, _)) {
        telephones.put(operator.profile().id(), endpoint);
      }
    }
    return Map.copyOf(telephones);
  }

  /** Every number that can be called, of either front end. */
  public List<Trunks.Lead> leads() {
    return Stream.concat(
            trunks.leads().stream(),
            settings.asterisk().stream().flatMap(asterisk -> asterisk.leads().stream()))
        .toList();
  }

  /** The folder of the flows, {@code flows/NAME.yaml}. */
  public Path flows() {
    return folder.resolve("flows");
  }
}
