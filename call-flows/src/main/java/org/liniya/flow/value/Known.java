package org.liniya.flow.value;

import java.util.Set;
import org.liniya.call.Language;
import org.liniya.call.PhoneNumber;
import org.liniya.port.Verification;
import org.liniya.yaml.Place;

/** What else is configured, for checking names in a flow. Immutable while a flow is read. */
public interface Known {

  /** The names of the skill groups. */
  Set<String> skillGroups();

  /** Whether any operator has the skill of a group. */
  boolean hasOperators(String skillGroup);

  Set<String> calendars();

  /** The prompts that can be heard in a language. */
  Set<String> prompts(Language language);

  /** The languages that have prompts. */
  Set<Language> languages();

  /** The services that a call may ask. */
  Set<String> services();

  /** Whether a service may be told personal data. */
  boolean mayHavePersonal(String service);

  /** By what callers can be verified. */
  Verification.Means verification();

  /** Whether a trunk may call a number, in E.164 form, outside. */
  boolean mayCall(PhoneNumber number);

  /** The names of music on hold. */
  Set<String> music();

  /** Whether a voice reads the sentences of a language that lack a fragment. */
  default boolean isRead(Language language) {
    return false;
  }

  /** Is told of every prompt that a flow says, where it stands. */
  default void said(String prompt, Place place) {
    // most do not ask
  }
}
