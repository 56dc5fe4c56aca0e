/**
 * What stands behind the step {@code verify}: a registry of persons (a table or a service),
 * one-time codes by SMS and by e-mail, and the codes of a personal account. What comes from outside
 * is checked before it is believed; nothing here is logged that belongs to a person.
 */
@NullMarked
package org.liniya.server.identity;

import org.jspecify.annotations.NullMarked;
