package org.liniya.port;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.liniya.call.Secret;

/**
 * Other systems that a call asks over HTTP, by name; where they are is the configuration's affair.
 * Thread-safe; nothing here blocks. Promises one answer to each asking within the service's
 * time-out, on a thread of its own, unless it is cancelled; promises no order between askings.
 */
public interface Services {

  /**
   * What is asked. The values are never printed, for any may be a caller's.
   *
   * @param service its name in the configuration
   * @param path below the service's address: segments of RFC 3986 section 3.3, each after a '/',
   *     already percent-encoded, none of them {@code .} or {@code ..}
   * @param wanted values of the answer, as member names with points between them: {@code a.b.c}
   * @param ifThere likewise, but they need not be there
   */
  record Request(
      String service, String path, Verb verb, List<String> wanted, List<String> ifThere) {
    private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~%-]*)+");

    /**
     * @throws IllegalArgumentException when the path could lead out of the service's address
     */
    public Request {
      wanted = List.copyOf(wanted);
      ifThere = List.copyOf(ifThere);
      if (path.length() > 1_000 || !PATH.matcher(path).matches()) {
        throw new IllegalArgumentException("no path below the address of service " + service);
      }
    }

    /** When every value that is asked for must be there. */
    public Request(String service, String path, Verb verb, List<String> wanted) {
      this(service, path, verb, wanted, List.of());
    }
  }

  /** How it is asked. */
  sealed interface Verb {
    /** Looks something up; {@code query} becomes the address' parameters. */
    record Get(Map<String, Secret> query) implements Verb {
      public Get {
        query = Map.copyOf(query);
      }
    }

    /** Tells something; {@code fields} become a JSON object of texts. Never sent twice. */
    record Post(Map<String, Secret> fields) implements Verb {
      public Post {
        fields = Map.copyOf(fields);
      }
    }
  }

  /** What became of it. */
  sealed interface Answer {
    /**
     * The service has answered, and every value that was wanted is there.
     *
     * @param values by the names they were asked for under; texts, numbers and yes-no as text
     */
    record Found(Map<String, Secret> values) implements Answer {
      public Found {
        values = Map.copyOf(values);
      }
    }

    /** It knows no such thing: 404. */
    record NotFound() implements Answer {}

    /** Anything else. */
    record Failed(Reason reason) implements Answer {}
  }

  /** Why there is no answer; fit for the journal, as it holds nothing of what was sent or came. */
  enum Reason {
    UNKNOWN_SERVICE("unknown-service"),
    /** As many askings as the service may have are under way, or it says so itself: 429. */
    BUSY("busy"),
    /** It has failed several times running and is left alone for a while. */
    RESTING("resting"),
    UNREACHABLE("unreachable"),
    TIMEOUT("time-out"),
    /** Another status that is no success; redirects are among them. */
    REFUSED("refused"),
    /** A status of 500 and above: the service itself is not well. */
    UNWELL("unwell"),
    TOO_LONG("too-long"),
    NOT_JSON("not-json"),
    /** A wanted value is not there, or is a list or an object, or too long. */
    VALUE("value"),
    /** A fault of our own, or of the configuration, as 401; the log says which. */
    FAULT("fault");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    /** As it stands in the journal and in metrics. */
    public String word() {
      return word;
    }
  }

  /** One asking under way. */
  interface Asking {
    /**
     * Nobody waits any more, as when the caller has hung up; the connection is given up. An answer
     * that is being told at this moment may still arrive. Whether a POST was done is not known.
     */
    void cancel();
  }

  /** How a service is, for health and metrics. */
  record State(String service, boolean resting, int underWay) {}

  /**
   * Asks, and tells {@code told} what became of it.
   *
   * @param told runs on a thread of the asking's own; must not block
   */
  Asking ask(Request request, Consumer<Answer> told);

  /** The state of a service; empty when there is none of that name. */
  Optional<State> state(String service);
}
