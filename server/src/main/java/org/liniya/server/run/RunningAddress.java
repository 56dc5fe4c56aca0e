package org.liniya.server.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a running server can be asked: one line {@code HOST:PORT} in {@code http-address} of the
 * data folder, written when the API is up. So the asking commands find it whatever port it took.
 * Immutable.
 */
public record RunningAddress(String host, int port) {

  private static final String NAME = "http-address";

  /**
   * The address that the server on this data folder wrote last.
   *
   * @throws IOException when there is none, or it cannot be read
   */
  public static RunningAddress read(Path data) throws IOException {
    List<String> lines = Files.readAllLines(data.resolve(NAME));
    String line = lines.isEmpty() ? "" : lines.getFirst();
    int colon = line.lastIndexOf(':');
    if (colon < 1 || !line.substring(colon + 1).matches("\\d{1,5}")) {
      throw new IOException(data.resolve(NAME) + " holds no address");
    }
    return new RunningAddress(
        line.substring(0, colon), Integer.parseInt(line.substring(colon + 1)));
  }

  void write(Path data) throws IOException {
    Files.writeString(data.resolve(NAME), host + ":" + port + "\n");
  }
}
