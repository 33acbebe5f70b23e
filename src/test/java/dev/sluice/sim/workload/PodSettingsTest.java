package dev.sluice.sim.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodSettingsTest {

    @Test
    void the_image_tag_is_the_version_unless_one_is_given() {
        assertThat(settings("web:v7", Map.of(), Map.of()).version()).isEqualTo("v7");
        assertThat(settings("host:5000/web", Map.of(), Map.of()).version()).isEqualTo("latest");
        assertThat(settings("web:v7", Map.of("VERSION", "other"), Map.of()).version())
                .isEqualTo("other");
    }

    @Test
    void an_annotation_wins_over_the_environment() {
        PodSettings settings =
                settings("web:v1", Map.of("ERROR_RATE", "0.5", "ERROR_CODE", "502"), Map.of("ERROR_RATE", "0.25"));
        assertThat(settings.errors().rateAt(Duration.ZERO)).isEqualTo(0.25);
        assertThat(settings.errors().code()).isEqualTo(502);
    }

    @Test
    void a_late_fault_sets_in_after_its_delay() {
        PodSettings.Errors errors = settings("web:v1", Map.of("FAIL_AFTER", "30s", "ERROR_RATE_LATE", "0.4"), Map.of())
                .errors();
        assertThat(errors.rateAt(Duration.ofSeconds(29))).isZero();
        assertThat(errors.rateAt(Duration.ofSeconds(30))).isEqualTo(0.4);
    }

    @Test
    void what_cannot_be_read_counts_as_absent() {
        PodSettings settings = settings("web:v1", Map.of("ERROR_RATE", "much", "READY_AFTER", "soon"), Map.of());
        assertThat(settings.errors().rate()).isZero();
        assertThat(settings.start().readyAfter()).contains(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "1m30s, 90000", "1.5h, 5400000", "0, 0", "2s, 2000"})
    void go_durations_are_read(String text, long millis) {
        assertThat(GoDuration.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"5", "s", "1 s", "-1s", "''"})
    void what_is_no_duration_is_refused(String text) {
        assertThatThrownBy(() -> GoDuration.parse(text)).hasMessageContaining("is no duration");
    }

    private static PodSettings settings(String image, Map<String, String> env, Map<String, String> annotations) {
        var pod = new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withImage(image)
                .endContainer()
                .endSpec()
                .build();
        env.forEach((name, value) -> pod.getSpec()
                .getContainers()
                .get(0)
                .getEnv()
                .add(new io.fabric8.kubernetes.api.model.EnvVar(name, value, null)));
        annotations.forEach(
                (name, value) -> pod.getMetadata().getAnnotations().put(PodSettings.ANNOTATION_PREFIX + name, value));
        return PodSettings.of(pod);
    }
}
