package org.liniya.server.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.liniya.server.Main;

/**
 * The JVM that runs the program in tests. A server of a test lives for seconds, and most of its
 * processor time went into loading and linking classes; so these are brought into jars and into an
 * AOT cache (JEP 514) once for each state of the classes, in {@code target}. For any thread and
 * several JVMs at once: the first makes it, the others wait.
 *
 * <p>Two things differ from the server as {@code scripts/liniya} starts it: the serial collector,
 * the only one here for which the cache pays, and no second compiler, which would take half of the
 * processor and be done when the server ends.
 */
final class ProgramJvm {

  private static final Path TARGET = Path.of("target");
  private static final String CACHE = "program.aot";
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx1g",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED");

  private ProgramJvm() {}

  /**
   * The command up to the arguments of the program.
   *
   * @param further options of the JVM
   */
  static List<String> command(List<String> further) {
    Path cache = Made.FOLDER.resolve(CACHE);
    List<String> command = new ArrayList<>(start(Made.FOLDER, further));
    if (Files.exists(cache)) {
      command.addAll(1, List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
    }
    return command;
  }

  private static List<String> start(Path folder, List<String> further) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(further);
    command.addAll(List.of("-cp", classPath(folder), Main.class.getName()));
    return command;
  }

  /** Surefire starts its JVM with a jar that only names the class path; the real one is here. */
  private static List<String> ownClassPath() {
    return List.of(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
            .split(File.pathSeparator));
  }

  /** Our own, with each folder's jar in its place. */
  private static String classPath(Path folder) {
    List<String> own = ownClassPath();
    return Stream.iterate(0, i -> i < own.size(), i -> i + 1)
        .map(i -> Files.isDirectory(Path.of(own.get(i))) ? jar(folder, i).toString() : own.get(i))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Path jar(Path folder, int index) {
    return folder.resolve("classes-" + index + ".jar");
  }

  /** Made when first asked for. */
  private static final class Made {
    private static final Path FOLDER = make();

    private static Path make() {
      try {
        Path folder = TARGET.resolve("program-" + stateOfClasses()).toAbsolutePath();
        Path lock = TARGET.resolve("program.lock");
        try (FileChannel channel =
                FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock _ = channel.lock()) {
          if (!Files.isDirectory(folder)) {
            removeEarlier();
            Path unfinished = Files.createTempDirectory(TARGET.toAbsolutePath(), "program-new-");
            jars(unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            train(folder);
          }
        }
        return folder;
      } catch (IOException broken) {
        throw new UncheckedIOException("cannot make the program's jars", broken);
      }
    }

    /** Those of classes that are no more. */
    private static void removeEarlier() throws IOException {
      try (Stream<Path> all = Files.list(TARGET)) {
        all.filter(path -> Files.isDirectory(path))
            .filter(path -> path.getFileName().toString().startsWith("program-"))
            .forEach(RunningServer::remove);
      }
    }

    private static void jars(Path folder) throws IOException {
      List<String> own = ownClassPath();
      for (int i = 0; i < own.size(); i++) {
        if (Files.isDirectory(Path.of(own.get(i)))) {
          Jars.make(Path.of(own.get(i)), jar(folder, i));
        }
      }
    }

    /** Without the cache the tests are the same, only slower: then it is said, and no more. */
    private static void train(Path folder) throws IOException {
      Path cache = folder.resolve(CACHE);
      List<String> command = start(folder, List.of("-XX:AOTCacheOutput=" + cache));
      String said = ProgramTraining.run(command, folder);
      if (!Files.exists(cache)) {
        System.err.println("ProgramJvm: the servers of the tests start slowly, for\n" + said);
      }
    }

    /** Changes with every class and resource of ours. */
    private static String stateOfClasses() throws IOException {
      MessageDigest digest = sha256();
      for (String entry : ownClassPath()) {
        Path path = Path.of(entry);
        if (!Files.exists(path)) {
          continue;
        }
        try (Stream<Path> files = Files.walk(path)) {
          for (Path file : files.sorted().toList()) {
            String line =
                file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
            digest.update(line.getBytes(StandardCharsets.UTF_8));
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }
}
