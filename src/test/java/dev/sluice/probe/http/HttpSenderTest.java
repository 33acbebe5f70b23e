package dev.sluice.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.FailureCodes;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.policy.QuietPlan;
import dev.sluice.core.port.PortException;
import dev.sluice.core.port.RequestSender;
import dev.sluice.core.port.RequestSenderContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sender against servers of this machine. */
final class HttpSenderTest implements RequestSenderContract {

    private final List<AnsweringServer> servers = new ArrayList<>();

    @Override
    public RequestSender sender(List<Integer> stable, List<Integer> candidate) {
        return to(
                server(new AnsweringServer(stable)).address(),
                server(new AnsweringServer(candidate)).address());
    }

    private AnsweringServer server(AnsweringServer server) {
        servers.add(server);
        return server;
    }

    private static HttpSender to(InetSocketAddress stable, InetSocketAddress candidate) {
        return new HttpSender((namespace, service, port) -> service.equals("reports") ? stable : candidate);
    }

    private static Measurement<Cell> send(RequestSender sender, int requests) {
        return sender.send(
                new RequestSender.Target(
                        "shop", "reports", "reports-canary", new QuietPlan(PATH, 10, "http"), FailureCodes.DEFAULT),
                requests,
                NOW);
    }

    @AfterEach
    void close() {
        servers.forEach(AnsweringServer::close);
    }

    @Test
    void each_request_is_a_get_over_a_connection_of_its_own() {
        AnsweringServer stable = server(new AnsweringServer(List.of(200)));
        AnsweringServer candidate = server(new AnsweringServer(List.of(200)));
        send(to(stable.address(), candidate.address()), 3);

        for (AnsweringServer server : List.of(stable, candidate)) {
            assertThat(server.requests())
                    .hasSize(3)
                    .allSatisfy(request -> assertThat(request)
                            .startsWith("GET " + PATH + " HTTP/1.1\nHost: 127.0.0.1:"
                                    + server.address().getPort() + "\n")
                            .contains("User-Agent: sluice\n", "Connection: close\n"));
        }
    }

    @Test
    void one_that_failed_is_not_sent_again() {
        AnsweringServer stable = server(new AnsweringServer(List.of(200)));
        AnsweringServer candidate = server(new AnsweringServer(List.of(0)));

        assertThat(send(to(stable.address(), candidate.address()), 5))
                .isEqualTo(new Measurement.Value<>(Cell.own(NOW, 5, 5, 5, 0)));
        assertThat(candidate.requests()).hasSize(5);
    }

    @Test
    void what_is_no_http_is_no_answer() {
        AnsweringServer stable = server(new AnsweringServer(List.of(200)));
        AnsweringServer candidate = server(new AnsweringServer(
                "SSH-2.0-server\r\n", "HTTP/1.1 999 Nonsense\r\n\r\n", "HTTP/2 200\r\n\r\n", "x".repeat(5000)));

        assertThat(send(to(stable.address(), candidate.address()), 4))
                .isEqualTo(new Measurement.Value<>(Cell.own(NOW, 4, 4, 4, 0)));
    }

    @Test
    void a_candidate_that_hangs_fails_and_costs_no_more_than_a_few_seconds() throws IOException {
        AnsweringServer stable = server(new AnsweringServer(List.of(200)));
        try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            InetSocketAddress candidate = InetSocketAddress.createUnresolved("127.0.0.1", hanging.getLocalPort());
            long begin = System.nanoTime();

            assertThat(send(to(stable.address(), candidate), 20))
                    .isEqualTo(new Measurement.Value<>(Cell.own(NOW, 20, 20, 20, 0)));
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        }
    }

    @Test
    void where_nobody_listens_the_sentence_says_where_and_what_to_see_to() throws IOException {
        InetSocketAddress nobody;
        try (ServerSocket closed = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            nobody = InetSocketAddress.createUnresolved("127.0.0.1", closed.getLocalPort());
        }

        assertThat(problem(send(to(nobody, nobody), 2)))
                .contains("http://127.0.0.1:" + nobody.getPort() + PATH, "Connection refused", "may reach it");
    }

    @Test
    void a_service_that_is_not_there_is_no_evidence() {
        HttpSender sender = new HttpSender((namespace, service, port) -> {
            throw new PortException(
                    PortException.Kind.ABSENT, "Service %s/%s has no %s".formatted(namespace, service, port));
        });

        assertThat(problem(send(sender, 2))).contains("Service shop/reports has no http");
    }

    private static String problem(Measurement<Cell> answer) {
        return answer.fold(cell -> "", missing -> missing, failed -> "");
    }
}
