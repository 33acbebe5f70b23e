package dev.sluice.scenario.bed;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the operator is allowed on the bed: no more than the documentation tells people to allow it. */
final class Allowance {

    static final String NAMESPACE = "sluice-system";

    private static final Path RULES = Path.of("docs/how-to/rbac.yaml");
    private static final Duration LIFE = Duration.ofHours(6);

    private Allowance() {}

    /** Applies the rules and writes a kubeconfig of their ServiceAccount. */
    static Path write(KubernetesClient admin, Path directory) {
        try (InputStream rules = Files.newInputStream(RULES)) {
            for (HasMetadata rule : admin.load(rules).items()) {
                admin.resource(rule).createOr(NonDeletingOperation::update);
            }
            Path file = directory.resolve("operator.kubeconfig");
            Files.createDirectories(directory);
            Files.writeString(file, kubeconfig(admin.getConfiguration(), token(admin)));
            return file.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot allow the operator what " + RULES + " says", e);
        }
    }

    private static String token(KubernetesClient admin) {
        return admin.serviceAccounts()
                .inNamespace(NAMESPACE)
                .withName("sluice")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(LIFE.toSeconds())
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
    }

    private static String kubeconfig(Config admin, String token) {
        String authority = admin.getCaCertData() == null
                ? "certificate-authority: " + admin.getCaCertFile()
                : "certificate-authority-data: " + admin.getCaCertData();
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: bed, cluster: {server: "%s", %s}}]
                users: [{name: sluice, user: {token: %s}}]
                contexts: [{name: bed, context: {cluster: bed, user: sluice, namespace: %s}}]
                current-context: bed
                """.formatted(admin.getMasterUrl(), authority, token, NAMESPACE);
    }
}
