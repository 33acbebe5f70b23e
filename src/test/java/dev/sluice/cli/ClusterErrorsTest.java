package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sluice.cli.Prompt.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said when there is no cluster to ask, or one that does not know Sluice. */
final class ClusterErrorsTest {

    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(8);

    @TempDir
    Path directory;

    private Path kubeconfig(String server) throws IOException {
        return Files.writeString(directory.resolve("there"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: one, cluster: {server: "SERVER"}}]
                users: [{name: me, user: {token: none}}]
                contexts: [{name: staging, context: {cluster: one, user: me, namespace: shop}}]
                current-context: staging
                """.replace("SERVER", server));
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "history cart", "abort cart", "restart cart", "release-all --yes", "wait cart"})
    void an_api_server_that_is_not_there_is_said_to_be_so_within_seconds(String command) throws IOException {
        String words = command + " --kubeconfig " + kubeconfig("http://127.0.0.1:1");

        Outcome outcome = assertTimeoutPreemptively(A_FEW_SECONDS, () -> Prompt.typeExactly(words.split(" ", -1)));

        assertThat(outcome.err())
                .startsWith("sluice: the API server cannot be reached: Connection refused: /127.0.0.1:1;")
                .endsWith("check the kubeconfig's context and the network\n")
                .hasLineCount(1);
        assertThat(outcome.exit()).isEqualTo(command.startsWith("wait") ? 2 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "get cart", "history cart", "abort cart", "retry cart", "release-all", "wait cart"})
    void a_cluster_without_the_definitions_says_what_to_install(String command) throws IOException {
        try (FakeApiServer server = FakeApiServer.answering(404, "404 page not found\n")) {
            Outcome outcome = type(server, command);

            assertThat(outcome.err())
                    .isEqualTo("sluice: this cluster knows no releasepolicies.sluice.dev; install"
                            + " them by: sluice crds | kubectl apply -f -, or choose another cluster by --context\n");
            assertThat(outcome.exit()).isEqualTo(command.startsWith("wait") ? 2 : 1);
        }
    }

    @Test
    void a_refusal_says_whom_to_ask() throws IOException {
        String forbidden = """
                {"kind": "Status", "code": 403, "reason": "Forbidden", "message": "Jane cannot list releases"}""";
        try (FakeApiServer server = FakeApiServer.answering(403, forbidden)) {
            assertThat(type(server, "get").err())
                    .isEqualTo("sluice: you are not allowed to do that: Jane cannot list releases; ask for a role that"
                            + " includes it\n");
        }
        try (FakeApiServer server = FakeApiServer.answering(401, "")) {
            assertThat(type(server, "get").err())
                    .isEqualTo("sluice: the API server does not accept your credentials; renew those of the"
                            + " kubeconfig's current context\n");
        }
    }

    private Outcome type(FakeApiServer server, String command) throws IOException {
        return Prompt.typeExactly((command + " --kubeconfig " + kubeconfig(server.url())).split(" ", -1));
    }

    @Test
    void a_kubeconfig_that_is_not_there_is_named() {
        Outcome outcome = Prompt.typeExactly("get", "--kubeconfig", directory + "/nowhere");

        assertThat(outcome.err())
                .isEqualTo("sluice: kubeconfig " + directory
                        + "/nowhere is not there, cannot be read or is empty; check the path\n");
        assertThat(outcome.exit()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clusters: [", "clusters: no", "just words"})
    void a_file_that_is_no_kubeconfig_is_said_to_be_none(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("odd"), content);

        Outcome outcome = Prompt.typeExactly("get", "--kubeconfig", file.toString());

        assertThat(outcome.err())
                .isEqualTo("sluice: the kubeconfig " + file
                        + " is no valid kubeconfig; `kubectl config view` shows where\n");
    }

    @Test
    void a_kubeconfig_without_a_context_leads_nowhere() throws IOException {
        Path file = Files.writeString(directory.resolve("empty"), "apiVersion: v1\nkind: Config\n");

        Outcome outcome = Prompt.typeExactly("get", "--kubeconfig", file.toString());

        assertThat(outcome.err())
                .isEqualTo("sluice: kubeconfig " + file
                        + " leads to no cluster; it needs a current-context with a cluster\n");
    }

    /** The client would take the current one; that may be another cluster, and the command may be an abort. */
    @Test
    void a_context_that_does_not_exist_is_never_replaced_by_the_current_one() throws IOException {
        Path file = kubeconfig("http://127.0.0.1:1");

        Outcome outcome =
                Prompt.typeExactly("abort", "cart", "--context", "production", "--kubeconfig", file.toString());

        assertThat(outcome.err()).isEqualTo("sluice: the kubeconfig has no context production; it has staging\n");
        assertThat(outcome.exit()).isEqualTo(1);
    }
}
