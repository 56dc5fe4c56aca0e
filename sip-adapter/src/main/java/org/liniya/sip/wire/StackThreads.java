package org.liniya.sip.wire;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sip.SipException;

/**
 * The threads of one SIP stack. jain-sip leaves its event thread waiting for ever when it is
 * stopped, and that thread would keep the process alive; a group of its own lets us end it.
 * Thread-safe.
 */
final class StackThreads {

  private final ThreadGroup group;

  StackThreads(String name) {
    group = new ThreadGroup(name);
  }

  /** Runs {@code making} so that every thread started by it belongs to the group. */
  <T> T make(Callable<T> making) throws SipException {
    FutureTask<T> task = new FutureTask<>(making);
    new Thread(group, task, "sip-start").start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new SipException("cannot listen", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SipException("interrupted", e);
    }
  }

  /** Ends what the stack has left behind. */
  void end() {
    group.interrupt();
  }
}
