package org.liniya.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liniya.call.Secret;
import org.liniya.server.service.Service;
import org.liniya.yaml.Problems;

class ServicesFileTest {

  private static final Map<String, String> ENVIRONMENT = Map.of("PORTAL", "Bearer hidden");

  @TempDir private Path folder = Path.of("");
  private final Problems problems = new Problems();

  private List<Service> read() {
    return new ServicesFile(new Secrets(folder, ENVIRONMENT, problems), problems)
        .read(new ConfigFolder(folder, problems));
  }

  private List<Service> read(String text) throws IOException {
    Files.writeString(folder.resolve("services.yaml"), text);
    return read();
  }

  @Test
  void withoutTheFileThereAreNone() {
    assertThat(read()).isEmpty();
    assertThat(problems.list()).isEmpty();
  }

  @Test
  void everythingThatIsWrittenHolds() throws IOException {
    Files.writeString(folder.resolve("key.secret"), "k\n");
    List<Service> services =
        read(
            """
            services:
              portal:
                url: https://portal.example.org/api
                headers: { Authorization: "${env:PORTAL}", X-Key: "${file:key.secret}" }
                timeout: 10s
                at-once: 3
                allow-personal: yes
              register:
                url: http://127.0.0.1:8000
            """);

    assertThat(problems.list()).isEmpty();
    assertThat(services)
        .containsExactly(
            new Service(
                "portal",
                URI.create("https://portal.example.org/api"),
                Map.of("Authorization", new Secret("Bearer hidden"), "X-Key", new Secret("k")),
                Duration.ofSeconds(10),
                3,
                true),
            new Service(
                "register",
                URI.create("http://127.0.0.1:8000"),
                Map.of(),
                Duration.ofSeconds(3),
                10,
                false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "at-once: 3                                        | 11 | the key 'url' is missing. Add 'url: …'",
        "url: 'http://p.example/'                          | 18 | 'url' is http, which anybody on the way can read and forge answers to. Write https://…; http is for this machine alone, as http://127.0.0.1:8000/path",
        "url: 'http://127.0.0.1.p.example/'                | 18 | 'url' is http, which anybody on the way can read and forge answers to. Write https://…; http is for this machine alone, as http://127.0.0.1:8000/path",
        "url: 'ftp://p.example/'                           | 18 | 'url' is no address to speak to over HTTP. Write it as https://portal.example.org/api, without user and '#'",
        "url: 'https://u:word@p.example/'                  | 18 | 'url' is no address to speak to over HTTP. Write it as https://portal.example.org/api, without user and '#'",
        "url: 'https://p.example/?a=b'                     | 18 | 'url' has a query, and the paths of steps are put behind it. Write it without '?'; what is asked for goes into 'values' of the step",
        "url: 'https://p.example/', timeout: 11s           | 49 | 'timeout' is from 1ms to 10s. The caller hears nothing meanwhile; 3s is usual",
        "url: 'https://p.example/', timeout: 0s            | 49 | 'timeout' is from 1ms to 10s. The caller hears nothing meanwhile; 3s is usual",
        "url: 'https://p.example/', at-once: 0             | 49 | 'at-once' is a whole number from 1 to 1000, not '0'. Write figures only, such as 10",
        "url: 'https://p.example/', headers: { A: plain }  | 54 | 'A' is a secret and must not stand in a file. Write ${env:NAME} and set that variable, or ${file:PATH} and put it into that file",
        "url: 'https://p.example/', headers: { A: '${env:GONE}' }     | 54 | the environment variable GONE is not set. Set it for the server before it starts",
        "url: 'https://p.example/', headers: { Host: '${env:PORTAL}' } | 51 | the header 'Host' is the server's own. Remove it",
        "url: 'https://p.example/', headers: { 'a b': '${env:PORTAL}' } | 51 | 'a b' is no name of a header. Use letters, digits and dashes, as in 'Authorization'",
        "url: 'https://p.example/', allow-personal: maybe  | 56 | 'allow-personal' is yes or no, not 'maybe'.",
        "url: 'https://p.example/', retries: 2             | 40 | the key 'retries' is not known here.",
      })
  void whatIsWrongIsSaidWithItsPlaceAndCure(String keys, int column, String says)
      throws IOException {
    read("services:\n  portal: { " + keys + " }\n");

    assertThat(problems.list())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.toString()).contains(":2:" + column + ": " + says);
              assertThat(problem.toString()).doesNotContain("word@", "hidden");
            });
  }

  @Test
  void aNameHasAForm() throws IOException {
    read("services: { Portal 1: { url: 'https://p.example/' } }\n");

    assertThat(problems.list())
        .singleElement()
        .asString()
        .endsWith(
            ":1:13: the name 'Portal 1' is not of the form. Use small letters, digits and dashes");
  }
}
