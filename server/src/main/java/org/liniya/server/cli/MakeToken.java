package org.liniya.server.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.liniya.console.TokenHash;
import org.liniya.server.config.ApiToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes a token for a user of the API: shown once, only its hash goes into {@code users.yaml}. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "makes a token for a user of the API, and the line of users.yaml that lets it in")
final class MakeToken implements Callable<Integer> {

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    String token = ApiToken.random();
    PrintWriter out = command.commandLine().getOut();
    out.println("For the user, shown only now:");
    out.println("  " + token);
    out.println("For users.yaml, in place of 'token':");
    out.println("    token-hash: " + TokenHash.of(token).text());
    return 0;
  }
}
