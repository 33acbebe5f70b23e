package dev.sluice.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sluice.core.metric.Measurement;
import dev.sluice.metrics.prometheus.query.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificates are trusted. The server's is made by the JDK's keytool and signs itself. */
class PrometheusTlsTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path directory;

    private static KeyStore keys;
    private FakePrometheus prometheus;

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path file = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=prometheus",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString()))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(file)) {
            keys.load(stream, PASSWORD);
        }
    }

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        prometheus = new FakePrometheus(server);
        prometheus.sample(
                Map.of(
                        "__name__", "istio_requests_total",
                        "reporter", "source",
                        "destination_workload", "checkout",
                        "destination_service", "checkout.shop.svc.cluster.local"),
                START,
                "1");
    }

    @AfterEach
    void stop() {
        prometheus.close();
    }

    @Test
    void a_certificate_that_nobody_known_signed_is_refused() {
        assertThat(probe("127.0.0.1", Credentials.NONE, false)).isInstanceOf(Measurement.Failed.class);
    }

    @Test
    void the_certificates_of_the_secret_are_trusted() throws Exception {
        assertThat(probe("127.0.0.1", new Credentials(null, null, null, pem()), false))
                .isInstanceOf(Measurement.Value.class);
    }

    @Test
    void the_host_must_be_the_one_the_certificate_names() throws Exception {
        assertThat(probe("localhost", new Credentials(null, null, null, pem()), false))
                .isInstanceOf(Measurement.Failed.class);
    }

    @Test
    void a_check_that_is_waived_is_waived() {
        assertThat(probe("127.0.0.1", Credentials.NONE, true)).isInstanceOf(Measurement.Value.class);
        assertThat(probe("localhost", Credentials.NONE, true)).isInstanceOf(Measurement.Value.class);
    }

    @Test
    void certificates_that_are_none_are_refused_with_what_to_write() {
        Measurement<String> probe = probe("127.0.0.1", new Credentials(null, null, null, "no PEM"), false);

        assertThat(((Measurement.Failed<String>) probe).reason())
                .startsWith("ca.crt of the Secret can't be used: put PEM certificates there");
    }

    private Measurement<String> probe(String host, Credentials credentials, boolean insecure) {
        PrometheusSource source = new PrometheusSource((namespace, secret) -> credentials);
        return source.probe(
                Targets.of("https://" + host + ":" + prometheus.port(), "istio", "prometheus-login", insecure), START);
    }

    private static String pem() throws GeneralSecurityException, CertificateEncodingException {
        String body = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("server").getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }
}
