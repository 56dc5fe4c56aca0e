package org.liniya.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.liniya.server.cli.LiniyaCommand;
import org.liniya.server.config.Example;

/** The demo does what it shows, and notices when something else happens. */
@Tag("telephones") // it needs none, but takes as long as its call
@Timeout(300)
@Isolated("its caller recognises short prompts while they are spoken")
class DemoTest {

  private final StringWriter text = new StringWriter();

  @Test
  void allOfItHappens() {
    int status = demo("--config", Example.folder().toString(), "--language", "en");

    assertThat(status).as(text.toString()).isZero();
    assertThat(text.toString())
        .contains("hears  welcome: «Здравствуйте!", "hears  enter-snils: «Please", "SNILS")
        .contains("operator hears 440 Hz", "caller hears 1000 Hz", "music on hold")
        .doesNotContain("✗", "11223344595");
    assertThat(text.toString().lines().toList().getLast()).contains("all of it happened");
  }

  @Test
  void aWrongPromptIsNoticed(@TempDir Path folder) throws Exception {
    Path config = Example.copyTo(folder);
    Path prompts = config.resolve("prompts/ru");
    Path kept = Files.move(prompts.resolve("press-for-russian.wav"), folder.resolve("kept.wav"));
    Files.move(prompts.resolve("enter-ticket.wav"), prompts.resolve("press-for-russian.wav"));
    Files.move(kept, prompts.resolve("enter-ticket.wav"));

    int status = demo("--config", config.toString(), "--ears", Example.folder().toString());

    assertThat(status).as(text.toString()).isEqualTo(1);
    assertThat(text.toString())
        .contains("✗ the caller heard \"ru/enter-ticket\" instead of \"ru/press-for-russian\"");
    assertThat(text.toString().lines().toList().getLast()).startsWith("demo: FAILED");
  }

  @Test
  void aServerThatDoesNotStartIsSaid(@TempDir Path folder) throws Exception {
    Path config = Example.copyTo(folder);
    Files.writeString(config.resolve("flows/hotline.yaml"), "flow: hotline\n");

    assertThat(demo("--config", config.toString())).isEqualTo(1);
    assertThat(text.toString()).contains("✗ the server did not start");
  }

  private int demo(String... more) {
    String[] arguments = new String[more.length + 1];
    arguments[0] = "demo";
    System.arraycopy(more, 0, arguments, 1, more.length);
    PrintWriter out = new PrintWriter(text, true);
    return LiniyaCommand.commandLine().setOut(out).setErr(out).execute(arguments);
  }
}
