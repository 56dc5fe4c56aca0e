package org.liniya.asterisk;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.call.Signal;
import org.liniya.port.Dialer;
import org.liniya.port.Leg;

/**
 * The line behind an Asterisk: callers come in by FastAGI, operators are rung by AMI. Thread-safe.
 */
public final class AsteriskFrontEnd implements Dialer, AutoCloseable {

  /** Begins the identifier of every leg of this front end. */
  public static final String LEGS = "asterisk-";

  private final ChannelBook book = new ChannelBook();
  private final ExpectedTies ties = new ExpectedTies();
  private final Later later = new Later();
  private final AmiLink manager;
  private final Optional<EarServer> ears;
  private final OperatorsTelephones telephones;
  private final Reconciliation reconciliation;
  private final Stragglers stragglers;
  private final AgiListener listener;
  private volatile Map<String, String> numbers;

  private AsteriskFrontEnd(AsteriskSettings settings, AsteriskPorts ports) throws IOException {
    numbers = settings.numbers();
    Files.createDirectories(settings.recordings().ours());
    manager = new AmiLink(settings.ami(), new News());
    SoundFiles sounds = new SoundFiles(settings.sounds(), ports.prompts());
    ears =
        settings.ear().isEmpty()
            ? Optional.empty()
            : Optional.of(new EarServer(settings.ear().get()));
    LegTools tools =
        new LegTools(
            manager, sounds, ears, settings.recordings(), later, new ReentrantLock(), ports.time());
    telephones = new OperatorsTelephones(settings.telephones(), ports.lines(), tools);
    stragglers = new Stragglers(manager, later);
    reconciliation = new Reconciliation(book, telephones, tools);
    try {
      listener =
          new AgiListener(
              settings.agi(),
              new Requests(
                  tools,
                  book,
                  telephones,
                  ports.desk(),
                  ports.operatorDesk(),
                  () -> numbers,
                  new Requests.Tie(settings.tie(), ties)));
    } catch (IOException e) {
      ears.ifPresent(EarServer::close);
      later.close();
      throw e;
    }
  }

  /**
   * Opens the address for FastAGI and begins to connect to the manager; does not wait for it: an
   * Asterisk that is not there is tried again and again.
   *
   * @throws IOException when an address or port cannot be had, or a shared folder not be written
   */
  public static AsteriskFrontEnd start(AsteriskSettings settings, AsteriskPorts ports)
      throws IOException {
    AsteriskFrontEnd started = new AsteriskFrontEnd(settings, ports);
    started.manager.start();
    return started;
  }

  /** What the manager tells, to the legs. */
  private final class News implements AmiLink.Listener {
    @Override
    public void accept(AmiNews news) {
      switch (news) {
        case AmiNews.OfChannel ofChannel -> {
          ends(ofChannel);
          book.find(ofChannel.channel()).ifPresent(leg -> leg.heard(ofChannel));
          telephones.ringing(ofChannel.channel()).ifPresent(each -> each.heard(ofChannel));
        }
        case AmiNews.Telephone telephone -> telephones.heard(telephone);
        case AmiNews.Listed listed -> reconciliation.heard(listed);
      }
    }

    private void ends(AmiNews.OfChannel news) {
      switch (news) {
        case AmiNews.Leaves(String channel) when book.find(channel).isPresent() ->
            stragglers.leaving(channel);
        case AmiNews.Ends(String channel) when book.find(channel).isPresent() ->
            stragglers.leaving(channel);
        case AmiNews.HungUp(String channel, var _) -> stragglers.gone(channel);
        default -> {
          // it goes on, or is none of ours
        }
      }
    }

    @Override
    public void connected() {
      reconciliation.connected();
    }

    @Override
    public void lost() {
      reconciliation.lost();
    }
  }

  /** The port that FastAGI is really listened for on. */
  public int port() {
    return listener.port();
  }

  /**
   * Waits until the manager has been reached for the first time.
   *
   * @return false when it was not in that time
   */
  public boolean awaitConnected(Duration atMost) throws InterruptedException {
    return manager.awaitFirst(atMost);
  }

  /** Whether the manager's connection is up. While it is not, new callers are turned away. */
  public boolean connected() {
    return manager.connected();
  }

  /** How many times the manager's connection was lost since the start. */
  public long lost() {
    return manager.lostTimes();
  }

  /** How many channels of Asterisk are served at the moment. */
  public int legs() {
    return book.count();
  }

  /** How many FastAGI sessions there are: one for each channel that is not bridged. */
  int sessions() {
    return listener.sessions();
  }

  /** From now on called numbers mean these flows. */
  public void replaceNumbers(Map<String, String> replacing) {
    numbers = Map.copyOf(replacing);
  }

  /**
   * A call of our own SIP is about to come by Asterisk, from the endpoint of the tie.
   *
   * @param number what it dials: figures that nobody can guess, used once
   * @param sink gets the signals of the leg
   * @param came gets the leg, unanswered, once at most; on a thread that must not be held up
   * @return does away with what is expected; to be run when it has come, or does not come any more
   */
  public Runnable expect(String number, Consumer<Signal> sink, Consumer<Leg> came) {
    ties.add(number, new ExpectedTies.Expected(sink, came));
    return () -> ties.remove(number);
  }

  @Override
  public Dialling dial(Request request, Consumer<Result> results) {
    return switch (request.to()) {
      case Destination.Operator(OperatorId operator) -> telephones.ring(operator, request, results);
      case Destination.Outside _ -> {
        results.accept(new Result.Failed(EndCause.UNREACHABLE)); // trunks are of our own SIP
        yield () -> {};
      }
    };
  }

  /** Hangs up on everyone and stops; nothing of the front end runs afterwards. */
  @Override
  public void close() {
    List.copyOf(book.all()).forEach(leg -> leg.hangUp(EndCause.UNAVAILABLE));
    listener.close();
    manager.close();
    ears.ifPresent(EarServer::close);
    later.close();
  }
}
