package org.liniya.server.imports;

/** What a key of a queue elsewhere is here. Each value is immutable. */
sealed interface Mapping {

  /** A key of {@code skill-groups.yaml}. */
  record GroupKey(String key, String value) implements Mapping {}

  /** A key of the flow's {@code queue} step, where the group is entered. */
  record StepKey(String key, String value) implements Mapping {}

  /** Nothing here does that. */
  record Lacking(String why) implements Mapping {}

  /** Left out without anybody noticing. */
  record Ignored(String why) implements Mapping {}
}
