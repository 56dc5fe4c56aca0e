package org.liniya.server.service;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liniya.port.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks services by the JDK's HTTP client. Each asking runs on a virtual thread of its own;
 * redirects are not followed, and of an answer no more than {@link #LONGEST_ANSWER} bytes are read.
 * Thread-safe.
 */
public final class HttpServices implements Services, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServices.class);

  static final int LONGEST_ANSWER = 64 * 1024;

  private final Map<String, Door> doors;
  private final HttpClient client;

  /** A service with what guards it. */
  private record Door(Service service, Semaphore places, ServiceBreaker breaker) {}

  public HttpServices(List<Service> services, LongSupplier nanoTime) {
    this.doors =
        services.stream()
            .map(s -> new Door(s, new Semaphore(s.atOnce()), new ServiceBreaker(nanoTime)))
            .collect(Collectors.toUnmodifiableMap(d -> d.service().name(), Function.identity()));
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(Service.LONGEST)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  @Override
  public Asking ask(Request request, Consumer<Answer> told) {
    Thread asking =
        Thread.ofVirtual()
            .name("service-" + request.service())
            .start(() -> answer(request).ifPresent(told));
    return asking::interrupt;
  }

  /** The states of all services, by name. */
  public List<State> states() {
    return doors.keySet().stream().sorted().flatMap(name -> state(name).stream()).toList();
  }

  /** What an administrator should look at, for {@code /health/ready}. */
  public List<String> notes() {
    return states().stream()
        .filter(State::resting)
        .map(
            state ->
                "service "
                    + state.service()
                    + ": does not answer or is not well; not asked for "
                    + ServiceBreaker.REST.toSeconds()
                    + " s at a time")
        .toList();
  }

  @Override
  public Optional<State> state(String service) {
    return Optional.ofNullable(doors.get(service))
        .map(
            door ->
                new State(
                    service,
                    door.breaker().isResting(),
                    door.service().atOnce() - door.places().availablePermits()));
  }

  /** Empty when nobody waits any more. */
  private Optional<Answer> answer(Request request) {
    Door door = doors.get(request.service());
    if (door == null) {
      return failed(Reason.UNKNOWN_SERVICE);
    }
    if (!door.places().tryAcquire()) {
      return failed(Reason.BUSY);
    }
    try {
      return door.breaker().allows() ? asked(door, request) : failed(Reason.RESTING);
    } finally {
      door.places().release();
    }
  }

  private Optional<Answer> asked(Door door, Request request) {
    try {
      Answer answer = sent(door.service(), request);
      if (answer instanceof Answer.Failed(Reason reason) && unwell(reason)) {
        door.breaker().failed();
      } else {
        door.breaker().worked();
      }
      return Optional.of(answer);
    } catch (InterruptedException e) {
      door.breaker().unknown();
      return Optional.empty();
    } catch (RuntimeException e) {
      door.breaker().unknown();
      LOG.atError() // the class only: its words may hold a header's value
          .addKeyValue("service", request.service())
          .addKeyValue("fault", e.getClass().getSimpleName())
          .log("a service could not be asked; look at its address and headers");
      return failed(Reason.FAULT);
    }
  }

  /** The time-out is for all of it: the client's own ends with the head of the answer. */
  private Answer sent(Service service, Request request) throws InterruptedException {
    HttpRequest made = HttpRequests.of(service, request);
    CompletableFuture<HttpResponse<byte[]>> under =
        client.sendAsync(made, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
    try {
      return read(under.get(service.timeout().toMillis(), TimeUnit.MILLISECONDS), request);
    } catch (TimeoutException e) {
      return new Answer.Failed(Reason.TIMEOUT);
    } catch (ExecutionException e) {
      return new Answer.Failed(reason(e.getCause()));
    } finally {
      under.cancel(true); // gives the connection up; nothing when it is done
    }
  }

  private static Answer read(HttpResponse<byte[]> answer, Request request) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return Values.in(answer.body(), request);
    }
    return switch (status) {
      case 404 -> new Answer.NotFound();
      case 401 -> {
        LOG.atError()
            .addKeyValue("service", request.service())
            .log("a service does not let us in; look at its headers in services.yaml");
        yield new Answer.Failed(Reason.FAULT);
      }
      case 429 -> new Answer.Failed(Reason.BUSY); // RFC 6585 section 4: too many requests
      default -> new Answer.Failed(status >= 500 ? Reason.UNWELL : Reason.REFUSED);
    };
  }

  private static Reason reason(@Nullable Throwable fault) {
    return switch (fault) {
      case HttpConnectTimeoutException _ -> Reason.UNREACHABLE;
      case HttpTimeoutException _ -> Reason.TIMEOUT;
      case IOException e when tooLong(e) -> Reason.TOO_LONG;
      case null, default -> Reason.UNREACHABLE;
    };
  }

  /** The JDK has no type of its own for it; HttpServicesTest sees when its words change. */
  private static boolean tooLong(IOException fault) {
    for (Throwable each = fault; each != null; each = each.getCause()) {
      if (String.valueOf(each.getMessage()).contains("body exceeds capacity")) {
        return true;
      }
    }
    return false;
  }

  private static boolean unwell(Reason reason) {
    return reason == Reason.UNREACHABLE || reason == Reason.TIMEOUT || reason == Reason.UNWELL;
  }

  private static Optional<Answer> failed(Reason reason) {
    return Optional.of(new Answer.Failed(reason));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
