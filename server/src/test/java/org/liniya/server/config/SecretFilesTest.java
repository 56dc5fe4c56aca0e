package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liniya.acd.OperatorProfile;
import org.liniya.call.OperatorId;
import org.liniya.call.Secret;

class SecretFilesTest {

  @TempDir private Path data = Path.of("");

  @Test
  void passwordsAreMadeOnceAndStay() throws IOException {
    List<OperatorSettings> operators = List.of(operator("1001"), operator("1002"));

    OperatorPasswords first = OperatorPasswords.ensure(data, operators);
    OperatorPasswords second = OperatorPasswords.ensure(data, operators);

    assertThat(first.made()).isTrue();
    assertThat(second.made()).isFalse();
    assertThat(second.byOperator()).isEqualTo(first.byOperator());
    assertThat(Set.copyOf(first.byOperator().values())).hasSize(2);
    assertThat(Files.readAllLines(first.file()))
        .hasSize(2)
        .allMatch(line -> line.matches("100[12]=[2-9a-z]{20}"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.file())))
        .isEqualTo("rw-------");
    assertThat(first.toString()).doesNotContain(reveal(first, "1001"));
  }

  @Test
  void aNewOperatorGetsAPasswordAndTheOthersKeepTheirs() throws IOException {
    OperatorPasswords first = OperatorPasswords.ensure(data, List.of(operator("1001")));
    OperatorPasswords second =
        OperatorPasswords.ensure(data, List.of(operator("1001"), operator("1005")));

    assertThat(second.made()).isTrue();
    assertThat(reveal(second, "1001")).isEqualTo(reveal(first, "1001"));
    assertThat(second.password(new OperatorId("1005"))).isPresent();
    assertThat(second.password(new OperatorId("9"))).isEmpty();
  }

  @Test
  void aConfiguredPasswordIsNotWrittenAnywhere() throws IOException {
    OperatorSettings named =
        new OperatorSettings(operator("1001").profile(), Optional.of(new Secret("from-outside")));

    OperatorPasswords passwords = OperatorPasswords.ensure(data, List.of(named));

    assertThat(reveal(passwords, "1001")).isEqualTo("from-outside");
    assertThat(passwords.made()).isFalse();
    assertThat(passwords.file()).doesNotExist();
  }

  @Test
  void theTokenIsMadeOnceForItsOwnerOnly() throws IOException {
    ApiToken made = ApiToken.ensure(data);

    assertThat(ApiToken.ensure(data).token()).isEqualTo(made.token());
    assertThat(ApiToken.read(data).token()).isEqualTo(made.token());
    assertThat(made.token().reveal()).matches("[2-9a-z]{40}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.file())))
        .isEqualTo("rw-------");
  }

  private static OperatorSettings operator(String id) {
    return new OperatorSettings(
        new OperatorProfile(new OperatorId(id), id, Set.of("access"), Set.of(), true),
        Optional.empty());
  }

  private static String reveal(OperatorPasswords passwords, String id) {
    return passwords.password(new OperatorId(id)).orElseThrow().reveal();
  }
}
