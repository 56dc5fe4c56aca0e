/**
 * The robots: test telephones of our own that dial ({@code robot call}) or register and answer
 * ({@code robot operator}), and understand what they hear. Start at {@link
 * org.liniya.server.robot.RobotPhone}.
 */
@NullMarked
package org.liniya.server.robot;

import org.jspecify.annotations.NullMarked;
