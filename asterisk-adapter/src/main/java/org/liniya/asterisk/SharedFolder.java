package org.liniya.asterisk;

import java.nio.file.Path;

/**
 * A folder that both Asterisk and we can see: the same disk, or one mounted on both machines.
 * Immutable.
 *
 * @param ours its path for us
 * @param theirs its absolute path for Asterisk, without a slash at the end
 */
public record SharedFolder(Path ours, String theirs) {

  public SharedFolder {
    // what is put together from it becomes an argument of AGI, where these would end it
    if (!theirs.matches("/[^\\s\"&|,;()\\\\]*[^\\s\"&|,;()\\\\/]")) {
      throw new IllegalArgumentException(
          "an absolute path without spaces, quotes, commas, brackets, & or | is wanted: " + theirs);
    }
  }

  /** What Asterisk calls a file of this folder. */
  String theirs(String name) {
    return theirs + "/" + name;
  }
}
