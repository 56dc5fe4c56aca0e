package org.liniya.fuzz;

import java.util.List;

/**
 * Something that reads bytes from the network.
 *
 * @param name of the target and of the folder with its found cases
 * @param seeds good and bad inputs to begin with
 * @param reader must come back, and throw nothing, whatever it is given
 */
public record FuzzTarget(String name, List<byte[]> seeds, Reader reader) {

  @Override
  public String toString() {
    return name;
  }

  public FuzzTarget {
    seeds = List.copyOf(seeds);
  }

  /** Reads one input on the fuzzer's thread. */
  @FunctionalInterface
  public interface Reader {
    void read(byte[] input) throws Exception;
  }
}
