package org.liniya.server.backup;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a back-up holds, {@code manifest.json}. Immutable.
 *
 * @param database whether the database is among the files
 * @param keys whether the keys are, without which personal fields cannot be read
 */
record Manifest(Instant madeAt, boolean database, boolean keys, List<Entry> files) {

  static final String NAME = "manifest.json";

  private static final int FORMAT = 1;

  Manifest {
    files = List.copyOf(files);
  }

  /**
   * One file.
   *
   * @param path below the back-up, {@code data/…} or {@code config/…}, with slashes
   * @param sha256 in hexadecimal
   */
  record Entry(String path, long bytes, String sha256) {

    Entry {
      if (!path.matches("(data|config)(/[^/\\\\\\x00-\\x1f]{1,255}){1,32}")
          || Set.of(path.split("/", -1)).contains("..")
          || Set.of(path.split("/", -1)).contains(".")) {
        throw new IllegalArgumentException("'" + path + "' is no path of a back-up");
      }
      if (bytes < 0 || !sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(path + " has no right size and checksum");
      }
    }
  }

  String json() {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    root.put("format", FORMAT).put("madeAt", madeAt.toString());
    root.put("database", database).put("keys", keys);
    ArrayNode list = root.putArray("files");
    for (Entry file : files) {
      list.addObject()
          .put("path", file.path())
          .put("bytes", file.bytes())
          .put("sha256", file.sha256());
    }
    return root.toPrettyString() + "\n";
  }

  /** Throws Damaged when this is no manifest that this version understands. */
  static Manifest parse(String json) throws Damaged {
    try {
      JsonNode root = JsonMapper.shared().readTree(json);
      if (root.path("format").asInt(0) != FORMAT) {
        throw new Damaged(NAME + " is not of format " + FORMAT);
      }
      List<Entry> files = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      for (JsonNode file : root.path("files")) {
        Entry entry =
            new Entry(
                file.path("path").asString(""),
                file.path("bytes").asLong(-1),
                file.path("sha256").asString(""));
        if (!seen.add(entry.path())) {
          throw new Damaged(NAME + " names " + entry.path() + " twice");
        }
        files.add(entry);
      }
      return new Manifest(
          Instant.parse(root.path("madeAt").asString("")),
          root.path("database").asBoolean(false),
          root.path("keys").asBoolean(false),
          files);
    } catch (JacksonException | IllegalArgumentException | DateTimeParseException e) {
      throw new Damaged(NAME + " is damaged");
    }
  }
}
