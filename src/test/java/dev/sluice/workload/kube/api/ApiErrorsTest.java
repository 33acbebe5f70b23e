package dev.sluice.workload.kube.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.port.PortException;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiErrorsTest {

    private static PortException of(int code, String message) {
        return ApiErrors.of(
                "patch",
                "Deployment shop/checkout",
                Kind.DEPLOYMENT,
                new KubernetesClientException(
                        "Failure executing",
                        code,
                        new StatusBuilder().withMessage(message).build()));
    }

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED",
        "401, REJECTED",
        "403, REJECTED",
        "404, ABSENT",
        "408, TRANSIENT",
        "409, TRANSIENT",
        "422, REJECTED",
        "429, TRANSIENT",
        "500, TRANSIENT",
        "503, TRANSIENT",
        "504, TRANSIENT"
    })
    void the_answers_code_decides_whether_to_try_again(int code, PortException.Kind kind) {
        assertThat(of(code, "words").kind()).isEqualTo(kind);
    }

    @Test
    void a_refusal_names_object_words_and_remedy() {
        assertThat(of(403, "forbidden: no"))
                .hasMessage(
                        "could not patch Deployment shop/checkout: forbidden: no; allow the verb patch on deployments "
                                + "or lift the policy that refuses it");
    }

    @Test
    void a_server_that_cannot_be_reached_is_worth_another_try() {
        PortException e = ApiErrors.of(
                "list",
                "pods in shop",
                Kind.POD,
                new KubernetesClientException("An error has occurred.", new IOException("connection refused")));

        assertThat(e.kind()).isEqualTo(PortException.Kind.TRANSIENT);
        assertThat(e).hasMessageContaining("pods in shop").hasMessageContaining("connection refused");
    }
}
