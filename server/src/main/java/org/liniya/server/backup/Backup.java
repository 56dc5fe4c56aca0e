package org.liniya.server.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes a back-up. For one thread. */
public final class Backup {

  /** Secrets that the server made into its data folder, beside the key of personal fields. */
  private static final List<String> SECRETS = List.of("api-token", "operators.secret", "audit.key");

  private final Sources sources;
  private final boolean withKeys;
  private final List<Manifest.Entry> listed = new ArrayList<>();

  /**
   * Where the things lie.
   *
   * @param database writes a copy of the database; empty when it is not embedded
   * @param recordings below {@code data}, or they are not copied
   * @param keyFile as {@code recordings}
   */
  public record Sources(
      Path data, Path config, Optional<DatabaseWriter> database, Path recordings, Path keyFile) {}

  /** Writes a copy of the database into a file that is not there yet. */
  @FunctionalInterface
  public interface DatabaseWriter {
    /** Throws IOException when it cannot be had. */
    void write(Path file) throws IOException, InterruptedException;
  }

  /**
   * What was copied.
   *
   * @param notes what the administrator has to do beside it
   */
  public record Report(int files, long bytes, List<String> notes) {
    public Report {
      notes = List.copyOf(notes);
    }
  }

  private Backup(Sources sources, boolean withKeys) {
    this.sources = sources;
    this.withKeys = withKeys;
  }

  /**
   * Makes it; {@code target} is whole or not there.
   *
   * @param target a new folder, or a new file that ends in {@code .zip}
   * @param withKeys whether all secrets of the data folder are copied too
   * @throws IOException when it cannot be made
   */
  public static Report make(Sources sources, Path target, boolean withKeys, Instant now)
      throws IOException, InterruptedException {
    if (Files.exists(target)) {
      throw new IOException(target + " is there already: name a new one");
    }
    return new Backup(sources, withKeys).to(target, now);
  }

  private Report to(Path target, Instant now) throws IOException, InterruptedException {
    try (Workshop workshop = new Workshop(target)) {
      Path made = workshop.folder().resolve(Archive.isZip(target) ? "made.zip" : "made");
      try (Archive archive = Archive.create(made)) {
        Path root = archive.root();
        byte[] keys = keys();
        // Before the database: rows that come meanwhile are behind it, and none is missed.
        inData(sources.data().resolve("audit.head"), root);
        // Then the database: every recording that it knows is then among those copied after it.
        if (sources.database().isPresent()) {
          Path copy = workshop.folder().resolve("database");
          sources.database().get().write(copy);
          copy(copy, root, "data/liniya.mv.db");
          Files.delete(copy);
        }
        inData(sources.recordings(), root);
        if (withKeys) {
          mustBeUnchanged(keys);
          inData(sources.keyFile(), root);
          mustBeUnchanged(keys);
          for (String secret : SECRETS) {
            inData(sources.data().resolve(secret), root);
          }
        }
        tree(sources.config(), "config", root);
        Files.writeString(
            root.resolve(Manifest.NAME),
            new Manifest(now, sources.database().isPresent(), withKeys, listed).json());
      }
      if (Archive.isZip(target)) {
        OwnerOnly.file(made);
      }
      Workshop.publish(made, target);
    }
    return new Report(
        listed.size(), listed.stream().mapToLong(Manifest.Entry::bytes).sum(), notes());
  }

  private byte[] keys() throws IOException {
    return Files.exists(sources.keyFile()) ? Files.readAllBytes(sources.keyFile()) : new byte[0];
  }

  /** Else the database could need a key that the copied file has no more, or not yet. */
  private void mustBeUnchanged(byte[] before) throws IOException {
    if (!Arrays.equals(before, keys())) {
      throw new IOException(
          "the master key was changed meanwhile: wait until 'liniya keys rotate' is done and make"
              + " the back-up again");
    }
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (sources.database().isEmpty()) {
      notes.add(
          "the database is NOT in it: run pg_dump --format=custom --file=liniya.dump and the"
              + " database's name, and keep that with it");
    }
    if (!withKeys) {
      notes.add(
          "the keys are NOT in it: without "
              + sources.keyFile()
              + " no personal data in it can ever be read. Keep a copy of the key elsewhere, or use"
              + " --with-keys");
    } else if (name(sources.keyFile()).isEmpty()) {
      notes.add("the key is NOT in it: " + sources.keyFile() + " lies outside the data folder");
    } else {
      notes.add("it holds the keys: whoever has it reads everything");
    }
    if (name(sources.recordings()).isEmpty()) {
      notes.add(
          "recordings are NOT in it: " + sources.recordings() + " lies outside the data folder");
    }
    return notes;
  }

  /** A file or folder of the data folder; one that is not there is nothing. */
  private void inData(Path path, Path root) throws IOException {
    Optional<String> name = name(path);
    if (name.isPresent()) {
      tree(path, name.get(), root);
    }
  }

  private Optional<String> name(Path path) {
    Path data = sources.data().toAbsolutePath().normalize();
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(data) && !absolute.equals(data)
        ? Optional.of("data/" + slashed(data.relativize(absolute)))
        : Optional.empty();
  }

  private void tree(Path from, String name, Path root) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    for (Path file : Workshop.files(from)) {
      String below = slashed(from.relativize(file));
      try {
        copy(file, root, below.isEmpty() ? name : name + "/" + below);
      } catch (NoSuchFileException e) {
        // a recording that was closed meanwhile has moved: copied under its new name, if that came
        // later in the order, or by the search below
        moved(file, name, from, root);
      }
    }
  }

  private void moved(Path file, String name, Path from, Path root) throws IOException {
    for (Path other : Workshop.files(from)) {
      String path = name + "/" + slashed(from.relativize(other));
      boolean known = listed.stream().anyMatch(entry -> entry.path().equals(path));
      if (!known && other.getFileName().equals(file.getFileName())) {
        copy(other, root, path);
      }
    }
  }

  private void copy(Path file, Path root, String path) throws IOException {
    Copied copied = Copied.copy(file, root.resolve(path));
    listed.add(new Manifest.Entry(path, copied.bytes(), copied.sha256()));
  }

  private static String slashed(Path relative) {
    return relative.toString().replace('\\', '/');
  }
}
