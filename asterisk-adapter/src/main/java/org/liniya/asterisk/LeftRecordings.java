package org.liniya.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.liniya.call.CallId;
import org.liniya.port.OutsideRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Asterisk has recorded of calls that a crash of ours has cut off. To be looked for when a
 * server starts, before it takes a call. Stateless.
 */
public final class LeftRecordings {

  private static final Logger LOG = LoggerFactory.getLogger(LeftRecordings.class);

  private LeftRecordings() {}

  /** Of one call. */
  public record Left(CallId call, OutsideRecorder.Tape tape) {}

  /**
   * All that are in the folder; other files of it are left alone.
   *
   * @param folder the shared folder for recordings, as we see it
   * @throws IOException when the folder is there and cannot be listed
   */
  public static List<Left> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> names;
    try (Stream<Path> listing = Files.list(folder)) {
      names = listing.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
    List<Left> left = new ArrayList<>();
    for (String name : names) {
      if (name.endsWith(RawFiles.FROM)) {
        try {
          CallId call = CallId.parse(name.substring(0, name.length() - RawFiles.FROM.length()));
          left.add(new Left(call, new LeftTape(RawFiles.of(folder, call))));
        } catch (IllegalArgumentException e) {
          LOG.atWarn().log("{} is no recording of ours and stays", name);
        }
      }
    }
    return List.copyOf(left);
  }

  private record LeftTape(RawFiles files) implements OutsideRecorder.Tape {
    @Override
    public long startedNanos() {
      return 0; // nobody knows any more; it is a recording of its own
    }

    @Override
    public boolean whole() {
      return false;
    }

    @Override
    public InputStream sent() throws IOException {
      return RawFiles.read(files.from());
    }

    @Override
    public InputStream heard() throws IOException {
      return RawFiles.read(files.to());
    }

    @Override
    public void remove() throws IOException {
      files.remove();
    }
  }
}
