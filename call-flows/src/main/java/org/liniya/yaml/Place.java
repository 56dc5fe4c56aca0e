package org.liniya.yaml;

/** Where something stands: a file as the user knows it, line and column from 1. Immutable. */
public record Place(String file, int line, int column) {

  /** For faults of a whole file. */
  public static Place start(String file) {
    return new Place(file, 1, 1);
  }

  /** The place {@code columns} further right. */
  public Place right(int columns) {
    return new Place(file, line, column + columns);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
