package org.liniya.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.liniya.console.User;
import org.liniya.identity.Masking;
import org.liniya.port.StoreException;
import org.liniya.recovery.FaultPoint;
import org.liniya.server.config.ApiToken;
import org.liniya.server.config.Configuration;
import org.liniya.server.config.OperatorPasswords;
import org.liniya.server.run.DataFolder;
import org.liniya.server.run.Line;
import org.liniya.server.run.LiniyaServer;
import org.liniya.server.run.LogFile;
import org.liniya.yaml.Problem;
import org.liniya.yaml.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code serve}: runs the server until SIGTERM, which drains; a wrong configuration is refused with
 * exit 1. Runs on the main thread.
 */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "run the server")
final class Serve implements Callable<Integer> {

  @Mixin private Shared shared = new Shared();

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    Problems problems = new Problems();
    Optional<Line> line = shared.spokenLine(problems);
    problems.list().stream().map(Problem::toString).map(Masking::of).forEach(out::println);
    out.flush();
    if (line.isEmpty()) {
      err.println("liniya: not started: the configuration has faults");
      return 1;
    }
    try {
      String haltAt = System.getProperty(FaultPoint.PROPERTY, "");
      FaultPoint.check(haltAt);
      if (!haltAt.isEmpty()) {
        err.println("liniya: this server will die on purpose at " + haltAt);
      }
      LiniyaServer server = start(line.get(), out);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(server), "drain"));
      HangUpSignal.listen(server::reload);
      out.println(
          "liniya: ready. SIP port " + server.sipPort() + ", HTTP port " + server.httpPort());
      out.flush();
      new CountDownLatch(1).await(); // SIGTERM and Ctrl-C end the process through the hook
    } catch (IOException | StoreException | IllegalArgumentException e) {
      err.println("liniya: cannot start: " + e.getMessage());
      return 1;
    }
    return 0;
  }

  /** A drain that SIGTERM asked for is a good end: exit status 0, not the JVM's 143. */
  private static void drain(LiniyaServer server) {
    server.close();
    LogFile.flush();
    Runtime.getRuntime().halt(0);
  }

  private LiniyaServer start(Line line, PrintWriter out) throws IOException {
    Configuration configuration = line.configuration();
    DataFolder.make(shared.data());
    LogFile.openIn(shared.data());
    OperatorPasswords passwords =
        OperatorPasswords.ensure(shared.data(), configuration.operators());
    if (passwords.made()) {
      out.println("liniya: passwords for the operators' telephones were made: " + passwords.file());
    }
    List<User> users = new ArrayList<>(configuration.users());
    users.add(ApiToken.ensure(shared.data()).user());
    return LiniyaServer.start(
        line,
        new LiniyaServer.Surroundings(
            shared.data(),
            operators -> OperatorPasswords.ensure(shared.data(), operators),
            users,
            shared::spokenLine,
            configuration.settings().limits().drain()));
  }
}
