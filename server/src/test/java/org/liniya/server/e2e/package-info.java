/**
 * The hotline as its callers and operators meet it: the real program in a process of its own,
 * called by telephones that nobody here wrote. What was heard is judged from the telephones' own
 * recordings.
 *
 * <p>{@link org.liniya.server.e2e.RunningServer} is the program, {@link
 * org.liniya.server.e2e.Prompts} knows what it can say.
 *
 * <p>Tests with the tag {@code front-doors} tell nothing of our own SIP: they run twice, at it and
 * behind a real Asterisk ({@link org.liniya.server.e2e.FrontDoor}).
 */
@NullMarked
package org.liniya.server.e2e;

import org.jspecify.annotations.NullMarked;
