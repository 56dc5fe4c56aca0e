package org.liniya.server.backup;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Puts a back-up in place, all of it or nothing. Stateless. */
public final class Restoration {

  private static final long LONGEST_MANIFEST = 256L << 20;

  private Restoration() {}

  /**
   * Restores the data folder, and the configuration where there is none.
   *
   * @param data must not be there, or be empty
   * @return what the administrator has to know
   * @throws Damaged when a file is not as it was backed up; nothing was touched
   * @throws IOException when it cannot be done
   */
  public static List<String> run(Path backup, Path data, Path config) throws IOException {
    if (!emptyOrAbsent(data)) {
      throw new IOException(
          "the data folder " + data + " is not empty: name another one by --data, or move it away");
    }
    try (Archive archive = Archive.open(backup)) {
      Manifest manifest = manifest(archive.root());
      for (Manifest.Entry entry : manifest.files()) {
        verify(archive.root(), entry);
      }
      return place(archive.root(), manifest, data, config);
    }
  }

  private static List<String> place(Path root, Manifest manifest, Path data, Path config)
      throws IOException {
    List<String> notes = new ArrayList<>();
    // The data folder is last: where it is, the restoration was done.
    if (emptyOrAbsent(config)) {
      copy(root, manifest, "config/", config);
      notes.add("the configuration is in " + config);
    } else {
      notes.add("the configuration in " + config + " is left as it is");
    }
    copy(root, manifest, "data/", data);
    if (!manifest.database()) {
      notes.add("the database is not in it: pg_restore it from the dump before you start");
    }
    if (!manifest.keys()) {
      notes.add("the keys are not in it: put the key file into its place before you start");
    }
    return notes;
  }

  private static void copy(Path root, Manifest manifest, String prefix, Path target)
      throws IOException {
    try (Workshop workshop = new Workshop(target)) {
      Path made = workshop.folder().resolve("made");
      OwnerOnly.folder(made);
      for (Manifest.Entry entry : manifest.files()) {
        if (entry.path().startsWith(prefix)) {
          Path to = made.resolve(entry.path().substring(prefix.length()));
          Copied copied = Copied.copy(root.resolve(entry.path()), to);
          if (!copied.fits(entry)) { // changed since it was verified
            throw new Damaged(entry.path() + " in the back-up is damaged");
          }
          OwnerOnly.file(to);
        }
      }
      Workshop.publish(made, target);
    }
  }

  private static Manifest manifest(Path root) throws IOException {
    Path file = root.resolve(Manifest.NAME);
    try {
      if (Files.size(file) > LONGEST_MANIFEST) {
        throw new Damaged(Manifest.NAME + " is too long");
      }
      return Manifest.parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new Damaged(
          "there is no " + Manifest.NAME + ": this is no back-up, or not a whole one");
    } catch (CharacterCodingException e) {
      throw new Damaged(Manifest.NAME + " is damaged");
    }
  }

  private static void verify(Path root, Manifest.Entry entry) throws Damaged {
    Path file = root.resolve(entry.path());
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Damaged(entry.path() + " is missing from the back-up");
    }
    try {
      if (!Copied.of(file).fits(entry)) {
        throw new Damaged(entry.path() + " in the back-up is damaged");
      }
    } catch (Damaged e) {
      throw e;
    } catch (IOException e) {
      throw new Damaged(entry.path() + " in the back-up cannot be read");
    }
  }

  private static boolean emptyOrAbsent(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
