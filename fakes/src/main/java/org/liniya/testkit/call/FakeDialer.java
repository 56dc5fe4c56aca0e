package org.liniya.testkit.call;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.liniya.port.Dialer;

/** A dialler whose telephones a test answers. For one thread. */
public final class FakeDialer implements Dialer {

  private final List<Attempt> attempts = new ArrayList<>();
  private Consumer<Attempt> onDial = _ -> {};

  /** One telephone being dialled. */
  public static final class Attempt implements Dialling {
    private final Request request;
    private final Consumer<Result> results;
    private boolean cancelled;

    Attempt(Request request, Consumer<Result> results) {
      this.request = request;
      this.results = results;
    }

    public Request request() {
      return request;
    }

    /** Tells what becomes of it. */
    public void result(Result result) {
      results.accept(result);
    }

    public boolean cancelled() {
      return cancelled;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  /** Called when something is dialled. */
  public void onDial(Consumer<Attempt> receiver) {
    onDial = receiver;
  }

  public List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  @Override
  public Dialling dial(Request request, Consumer<Result> results) {
    Attempt attempt = new Attempt(request, results);
    attempts.add(attempt);
    onDial.accept(attempt);
    return attempt;
  }
}
