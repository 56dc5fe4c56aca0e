package org.liniya.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.liniya.port.CitizenRegistry.Datum;
import org.liniya.server.identity.CsvTable;
import org.liniya.server.identity.IdentitySettings;
import org.liniya.server.service.Service;
import org.liniya.yaml.DidYouMean;
import org.liniya.yaml.Section;
import org.liniya.yaml.Yaml;

/** The key {@code registry} of {@code identity.yaml}. For one thread. */
final class RegistrySection {

  private static final List<String> WORDS = Arrays.stream(Datum.values()).map(Datum::word).toList();

  private final List<Service> services;
  private final ConfigFolder folder;
  private final LocalDate today;

  RegistrySection(List<Service> services, ConfigFolder folder, LocalDate today) {
    this.services = services;
    this.folder = folder;
    this.today = today;
  }

  Optional<IdentitySettings.Registry> read(Section keys) {
    boolean table = keys.value("csv").isPresent();
    boolean service = keys.value("service").isPresent();
    if (table == service) {
      keys.problems()
          .add(
              table ? keys.placeOfKey("service") : keys.place(),
              table
                  ? "'csv' and 'service' cannot stand together"
                  : "'registry' does not say where persons stand",
              "Write 'csv: FILE.csv' for a table, or 'service: NAME' for a service");
      return Optional.empty();
    }
    return table ? table(keys) : service(keys);
  }

  private Optional<IdentitySettings.Registry> table(Section keys) {
    String name = keys.required("csv");
    keys.done();
    if (!name.matches("[\\w][\\w.-]{0,80}\\.csv")) {
      keys.problems()
          .add(
              keys.placeOf("csv"),
              "'csv' is no name of a table beside this file",
              "Put the table into the configuration folder and write its name, as persons.csv");
      return Optional.empty();
    }
    Path file = folder.path().resolve(name);
    if (!Files.isRegularFile(file)) {
      keys.problems()
          .add(
              keys.placeOf("csv"),
              "there is no table '" + name + "' in the configuration folder",
              "Put it there; its first row names the columns: snils,birth-date,phone");
      return Optional.empty();
    }
    if (open(file)) {
      keys.problems()
          .add(
              keys.placeOf("csv"),
              "everybody on this machine may read or change the table of persons",
              "Give it to the server's user and run: chmod 600 " + name);
      return Optional.empty();
    }
    return CsvTable.read(file, today, keys.problems())
        .map(read -> new IdentitySettings.Registry.Table(file, read.data()));
  }

  private static boolean open(Path file) {
    try {
      Set<PosixFilePermission> rights =
          file.getFileSystem().supportedFileAttributeViews().contains("posix")
              ? Files.getPosixFilePermissions(file)
              : Set.of();
      return PosixFilePermissions.fromString("------rwx").stream().anyMatch(rights::contains);
    } catch (IOException e) {
      return false; // reading it says what is wrong
    }
  }

  private Optional<IdentitySettings.Registry> service(Section keys) {
    Map<Datum, String> members =
        keys.needs("data") ? keys.section("data").map(this::members).orElse(Map.of()) : Map.of();
    return ServiceKeys.read(keys, services, ServiceKeys.REGISTRY)
        .map(
            to ->
                new IdentitySettings.Registry.OfService(
                    to.service(), to.path(), to.fields(), members));
  }

  private Map<Datum, String> members(Section all) {
    Map<Datum, String> members = new EnumMap<>(Datum.class);
    for (Yaml.Text word : all.keys()) {
      Optional<Datum> datum =
          Arrays.stream(Datum.values()).filter(d -> d.word().equals(word.value())).findFirst();
      if (datum.isEmpty()) {
        all.problems()
            .add(
                word.place(),
                "there is no datum '" + word.value() + "'",
                DidYouMean.hint(word.value(), WORDS));
      }
      String member = all.required(word.value());
      if (ServiceKeys.member(all, word.value(), member)) {
        datum.ifPresent(each -> members.put(each, member));
      }
    }
    if (all.keys().isEmpty()) {
      all.problems()
          .add(
              all.place(),
              "'data' names nothing",
              "Write where data stand, as 'phone: contact.phone'");
    }
    return members;
  }
}
