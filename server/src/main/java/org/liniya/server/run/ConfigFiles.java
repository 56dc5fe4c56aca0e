package org.liniya.server.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a configuration by their hashes: those that a running server can take anew, and
 * those that hold from its start to its end. Immutable.
 */
record ConfigFiles(SortedMap<String, String> taken, SortedMap<String, String> fixed) {

  /** Folders of which everything is taken anew. */
  private static final Set<String> FOLDERS = Set.of("flows", "prompts", "music", "holidays");

  /** Files of the root that are taken anew beside them. */
  private static final Set<String> FILES =
      Set.of(
          "calendars.yaml", "skill-groups.yaml", "operators.yaml", "trunks.yaml", "tickets.yaml");

  /** Of this one a reload takes the numbers of Asterisk and nothing else. */
  private static final String MAIN = "liniya.yaml";

  /** Those in the root that hold from start to end; a table of persons is one of them. */
  private static final Pattern FIXED = Pattern.compile(".*\\.(yaml|csv)");

  /**
   * Looks at them.
   *
   * @throws IOException when one cannot be read
   */
  static ConfigFiles of(Path folder) throws IOException {
    SortedMap<String, String> taken = new TreeMap<>();
    SortedMap<String, String> fixed = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path name = folder.relativize(file);
        boolean inRoot = name.getNameCount() == 1;
        if (FOLDERS.contains(name.getName(0).toString()) || FILES.contains(name.toString())) {
          taken.put(name.toString(), hash(file));
        } else if (name.toString().equals(MAIN)) {
          MainFile main = MainFile.of(Files.readString(file));
          fixed.put(MAIN, hash(main.fixed()));
          main.numbers().ifPresent(numbers -> taken.put(MAIN, hash(numbers)));
        } else if (inRoot && FIXED.matcher(name.toString()).matches()) {
          fixed.put(name.toString(), hash(file));
        }
      }
    }
    return new ConfigFiles(taken, fixed);
  }

  /** Of all that is taken anew: twelve hexadecimal digits. */
  String hash() {
    MessageDigest digest = digest();
    taken.forEach(
        (name, hash) -> digest.update((name + ' ' + hash + '\n').getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest(), 0, 6);
  }

  /** The files that a running server cannot take anew and that are others in {@code newer}. */
  List<String> changedForGood(ConfigFiles newer) {
    Set<String> names = new TreeSet<>(fixed.keySet());
    names.addAll(newer.fixed.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(fixed.get(name), newer.fixed.get(name)))
        .toList();
  }

  private static String hash(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String hash(String text) {
    return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
