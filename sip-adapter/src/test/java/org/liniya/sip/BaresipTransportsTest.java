package org.liniya.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liniya.call.CallId;
import org.liniya.call.EndCause;
import org.liniya.call.OperatorId;
import org.liniya.port.Dialer;
import org.liniya.port.Dialer.Result;
import org.liniya.sip.wire.TlsSettings.ClientCertificates;
import org.liniya.sip.wire.Transport;
import org.liniya.testkit.tls.Certificates;

/** baresip as an operator's telephone over every transport. */
@Tag("telephones")
class BaresipTransportsTest {

  private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @EnumSource
  void registersIsRungOnItsConnectionAndIsHungUpOn(Transport transport, @TempDir Path folder)
      throws Exception {
    Certificates certificates = new Certificates(folder.resolve("ca"));
    certificates.issue("line", "CN=line", "ip:127.0.0.1");
    try (Bench bench =
            TlsTest.bench(
                TlsTest.point("127.0.0.1", transport),
                TlsFiles.of(certificates, "line", ClientCertificates.NONE));
        Baresip _ =
            new Baresip(
                folder,
                "1001",
                "secret-1001",
                bench.endpoint.places().all().getLast().port(),
                "auto",
                transport.token(),
                "sip_cafile " + certificates.authority())) {
      assertThat(bench.lines.poll(20, TimeUnit.SECONDS)).isEqualTo("registered 1001");
      assertThat(bench.registrations.all().getFirst().target()).startsWith(transport.token());
      bench.endpoint.dial(
          new Dialer.Request(
              new Dialer.Destination.Operator(new OperatorId("1001")),
              CallId.create(Instant.EPOCH, new Random(1)),
              Optional.empty(),
              "x",
              Map.of(),
              _ -> {}),
          results::add);
      Result result = Optional.ofNullable(results.poll(10, TimeUnit.SECONDS)).orElseThrow();
      if (result instanceof Result.Ringing) {
        result = Optional.ofNullable(results.poll(10, TimeUnit.SECONDS)).orElseThrow();
      }
      assertThat(result).isInstanceOf(Result.Answered.class);
      ((Result.Answered) result).leg().hangUp(EndCause.NORMAL);
    }
  }
}
