package org.liniya.sip.phone;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How far a call has come, each with the status that it came with, and how to wait for it. What is
 * reached stays reached. Thread-safe; the {@code await…} methods block the caller's thread.
 */
final class Milestones {

  private final CompletableFuture<Integer> ringing = new CompletableFuture<>();
  private final CompletableFuture<Integer> answered = new CompletableFuture<>();
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();

  void ringing(int status) {
    ringing.complete(status);
  }

  /** Who answers has rung, though it may never have said so. */
  void answered() {
    ringing.complete(200);
    answered.complete(200);
  }

  /** Nobody waits any longer, for whatever it was. */
  void ended(int status) {
    ringing.complete(status);
    answered.complete(status);
    ended.complete(status);
  }

  boolean isEnded() {
    return ended.isDone();
  }

  boolean awaitRinging(Duration limit) throws InterruptedException {
    return await(ringing, limit).isPresent();
  }

  Optional<Integer> awaitAnswer(Duration limit) throws InterruptedException {
    return await(answered, limit);
  }

  boolean awaitEnd(Duration limit) throws InterruptedException {
    return await(ended, limit).isPresent();
  }

  private static Optional<Integer> await(CompletableFuture<Integer> future, Duration limit)
      throws InterruptedException {
    try {
      return Optional.of(future.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("no status fails", e);
    }
  }
}
