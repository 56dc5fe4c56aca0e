package org.liniya.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes all that is kept about a person into a folder, for them to read. */
@Command(
    description =
        "all that is kept about a person, in clear: person.json and a report of what is kept, why"
            + " and until when; files for their owner only")
final class ExportPerson extends PersonWork {

  private static final String JSON = "person.json";
  private static final String REPORT = "report.txt";

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      required = true,
      description = "made when it is not there; must not hold an export already")
  private Path folder = Path.of("");

  @Override
  int run(Api api, JsonNode person, String ticket) throws IOException, InterruptedException {
    for (String name : new String[] {JSON, REPORT}) {
      if (Files.exists(folder.resolve(name))) {
        err().println("liniya: " + folder.resolve(name) + " is there already: name another folder");
        return 1;
      }
    }
    String answer = api.post("persons/" + ticket + "/export", "");
    JsonNode all = JsonMapper.shared().readTree(answer);
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, ownerOnly("rwx------"));
      }
      String pretty =
          JsonMapper.builder()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .build()
              .writeValueAsString(all);
      write(JSON, pretty + "\n");
      write(REPORT, report(all));
    } catch (FileAlreadyExistsException e) {
      err().println("liniya: " + e.getMessage() + " is there already: name another folder");
      return 1;
    } catch (IOException e) {
      err().println("liniya: cannot write into " + folder + ": " + e.getMessage());
      return 1;
    }
    out().println(folder.resolve(JSON) + " and " + REPORT + ": in clear, for their owner only");
    return 0;
  }

  private static String report(JsonNode all) {
    StringBuilder text = new StringBuilder("What is kept, as of ");
    text.append(all.path("exportedAt").asString()).append("\n\n");
    for (JsonNode kind : all.path("kept")) {
      text.append(
          "%s: %d%n  why: %s%n  until: %s%n"
              .formatted(
                  kind.path("what").asString(),
                  kind.path("count").asInt(),
                  kind.path("why").asString(),
                  kind.path("until").asString()));
    }
    text.append("\nTickets\n");
    for (JsonNode part : all.path("tickets")) {
      text.append(
          "  %s  %s  %s  opened %s%n"
              .formatted(
                  part.path("ticket").path("number").asString(),
                  part.path("ticket").path("category").asString(),
                  part.path("ticket").path("state").asString(),
                  part.path("ticket").path("openedAt").asString()));
    }
    text.append("\nRecordings (to be had at /api/v1/recordings/…)\n");
    all.path("recordings").forEach(each -> text.append("  ").append(each.asString()).append('\n'));
    return text.toString();
  }

  private void write(String name, String text) throws IOException {
    Set<StandardOpenOption> anew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel =
            FileChannel.open(folder.resolve(name), anew, ownerOnly("rw-------"));
        var out = Channels.newOutputStream(channel)) {
      out.write(text.getBytes(UTF_8));
    }
  }

  private FileAttribute<?>[] ownerOnly(String rights) {
    boolean posix =
        folder.toAbsolutePath().getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
