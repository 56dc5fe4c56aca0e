package org.liniya.console;

import org.liniya.call.Secret;

/**
 * Someone, or some program, that may use the API. Holds only a hash of the token, so that a heap
 * dump or a log gives no access. Immutable.
 *
 * @param name appears in the log beside what the user did
 */
public record User(String name, Role role, TokenHash token) {

  public static User of(String name, Role role, Secret token) {
    return new User(name, role, TokenHash.of(token.reveal()));
  }
}
