package dev.sluice.metrics.prometheus.query;

import dev.sluice.core.port.PortException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** One HTTP client for all queries under the same trust: a client is threads and connections. */
final class HttpClients {
    private static final int MOST_CLIENTS = 64;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final Map<Trust, HttpClient> clients = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Trust, HttpClient> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    private record Trust(@Nullable String caPem, boolean insecure) {}

    /**
     * The client for servers that these certificates sign.
     *
     * @param caPem certificates in PEM; null = those the JVM trusts
     * @param insecure whether any certificate will do
     */
    synchronized HttpClient trusting(@Nullable String caPem, boolean insecure) throws PortException {
        Trust trust = new Trust(insecure ? null : caPem, insecure);
        HttpClient known = clients.get(trust);
        if (known != null) {
            return known;
        }
        HttpClient client = create(trust);
        clients.put(trust, client);
        return client;
    }

    private static HttpClient create(Trust trust) throws PortException {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
        try {
            String caPem = trust.caPem();
            if (trust.insecure()) {
                builder.sslContext(context(new TrustManager[] {new AnyCertificate()}));
            } else if (caPem != null) {
                builder.sslContext(context(signedBy(caPem)));
            }
        } catch (GeneralSecurityException | IOException e) {
            throw new PortException(
                    PortException.Kind.REJECTED,
                    "ca.crt of the Secret can't be used: put PEM certificates there (" + e.getMessage() + ")",
                    e);
        }
        return builder.build();
    }

    private static SSLContext context(TrustManager[] trusted) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted, null);
        return context;
    }

    private static TrustManager[] signedBy(String caPem) throws GeneralSecurityException, IOException {
        Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(caPem.getBytes(StandardCharsets.UTF_8)));
        if (certificates.isEmpty()) {
            throw new IOException("no certificate in it");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** Checks nothing, host names included: what {@code insecureSkipVerify} asks for. */
    private static final class AnyCertificate extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
