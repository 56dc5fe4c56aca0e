package org.liniya.server.e2e;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;

/**
 * Prints what the servers of a test said when the test, or what prepares it, fails. Any thread may
 * use it.
 */
final class LogOnFailure
    implements AfterEachCallback, AfterAllCallback, LifecycleMethodExecutionExceptionHandler {
  private static final List<RunningServer> SERVERS = new CopyOnWriteArrayList<>();

  static void watch(RunningServer server) {
    SERVERS.add(server);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    print(context);
    throw failure;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      print(context);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    SERVERS.clear();
  }

  private static void print(ExtensionContext context) {
    for (RunningServer server : SERVERS) {
      System.err.println(
          "--- the server's log (" + context.getDisplayName() + "):\n" + server.log());
    }
    SERVERS.clear(); // once is enough, should further tests fail on the same servers
  }
}
