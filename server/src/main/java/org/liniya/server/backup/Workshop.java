package org.liniya.server.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder for its owner alone (0700) beside what is to be made: the thing gets its name in one
 * step when it is whole and on the disk, or what there is of it goes away. For one thread.
 */
final class Workshop implements AutoCloseable {

  private final Path folder;

  /** Beside {@code target}. */
  Workshop(Path target) throws IOException {
    Path parent = target.toAbsolutePath().normalize().getParent();
    if (parent == null) {
      throw new IOException(target + " has no folder that it lies in");
    }
    Files.createDirectories(parent);
    this.folder = Files.createTempDirectory(parent, "." + target.getFileName() + "-");
  }

  Path folder() {
    return folder;
  }

  /** Gives a thing made here its name; in place of an empty folder too. */
  static void publish(Path made, Path target) throws IOException {
    for (Path file : files(made)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
    Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The regular files below a folder, or the file itself, in order of their names. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Override
  public void close() throws IOException {
    List<Path> left;
    try (Stream<Path> walk = Files.walk(folder)) {
      left = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : left) {
      Files.deleteIfExists(path);
    }
  }
}
