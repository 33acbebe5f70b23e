package dev.sluice.workload.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.workload.kube.tree.Yaml;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HandoverTest {

    static Stream<Arguments> handovers() {
        return Stream.of(
                arguments("others stay while none is ready", new Handover(4, 1, 0, 4), 3, 2),
                arguments("and go as those get ready", new Handover(4, 1, 2, 3), 2, 3),
                arguments("the last goes with the last missing one", new Handover(4, 1, 3, 2), 1, 4),
                arguments("leaks beside a whole serving set go at once", new Handover(4, 1, 4, 2), 0, 4),
                arguments("what is not ready serves nobody and need not stay", new Handover(4, 1, 0, 0), 0, 4),
                arguments("without a surge one goes before one comes", new Handover(4, 0, 2, 2), 1, 3),
                arguments("a wide surge lets all come at once", new Handover(4, 4, 0, 4), 3, 4),
                arguments("a single pod cannot stay beside the one that comes", new Handover(1, 1, 0, 1), 0, 1),
                arguments("of nothing nothing stays", new Handover(0, 0, 0, 1), 0, 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("handovers")
    void sizes(String name, Handover handover, int kept, int raised) {
        assertThat(handover.kept()).as(name).isEqualTo(kept);
        assertThat(handover.raised()).as(name).isEqualTo(raised);
    }

    @Test
    void it_ends_without_ever_having_fewer_ready_pods_than_one_less_than_desired() {
        for (int surge = 0; surge <= 3; surge++) {
            int ready = 0;
            int others = 5;
            for (int rounds = 0; rounds < 5; rounds++) {
                Handover handover = new Handover(5, surge, ready, others);
                others = handover.kept();
                assertThat(ready + others).isGreaterThanOrEqualTo(4);
                ready = handover.raised();
            }
            assertThat(new Handover(5, surge, ready, others).kept()).isZero();
        }
    }

    @Test
    void the_surge_is_the_strategys_and_recreate_lets_no_two_revisions_stand_together() {
        assertThat(of("{}").surge()).isEqualTo(2);
        assertThat(of("{rollingUpdate: {maxSurge: 3}}").surge()).isEqualTo(3);
        assertThat(of("{rollingUpdate: {maxSurge: '50%'}}").surge()).isEqualTo(3);
        assertThat(of("{type: Recreate}").kept()).isZero();
    }

    private static Handover of(String strategy) {
        return Handover.of(Yaml.tree("spec: {replicas: 5, strategy: " + strategy + "}"), 0, 5);
    }
}
