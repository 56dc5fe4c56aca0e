package org.liniya.server.imports;

import java.util.List;

/** What came of an import: files that are to be written, and what became of each line. */
public record Imported(List<OutputFile> files, Findings findings) {

  public Imported {
    files = files.stream().filter(file -> !file.text().isEmpty()).toList();
  }
}
