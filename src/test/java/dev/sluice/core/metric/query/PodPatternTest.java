package dev.sluice.core.metric.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodPatternTest {
    private static final String LONG = "a23456789-b23456789-c23456789-d23456789-e2345678";

    @ParameterizedTest
    @CsvSource({
        "cart, cart-7d4b9c8f6d-x2vlp, true",
        "cart, cart-canary-7d4b9c8f6d-x2vlp, false",
        "cart, cart-baseline-7d4b9c8f6d-x2vlp, false",
        "cart, cart-7d4b9c8f6d, false",
        "cart, cartx-7d4b9c8f6d-x2vlp, false",
        "cart-canary, cart-canary-7d4b9c8f6d-x2vlp, true",
        "cart-canary, cart-7d4b9c8f6d-x2vlp, false",
        LONG + ", " + LONG + "-7d4b9c8fx2vlp, true",
        LONG + ", " + LONG + "-baseline-x2vlp, false",
        LONG + "-canaryxxx, " + LONG + "-canaryxxx2vlpb, true"
    })
    void it_matches_the_pods_of_its_deployment_and_no_others(String deployment, String pod, boolean isOurs) {
        assertThat(pod.matches(PodPattern.of(deployment))).isEqualTo(isOurs);
    }

    @ParameterizedTest
    @CsvSource({"a.b, a\\.b", "a-b_1, a-b_1"})
    void a_name_matches_itself_only(String name, String pattern) {
        assertThat(PodPattern.quoted(name)).isEqualTo(pattern);
    }
}
