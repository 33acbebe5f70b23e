package dev.sluice.sim.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.BaselineView;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.RollView;
import dev.sluice.core.workload.TemplateState;
import dev.sluice.core.workload.WorkloadView;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualClusterTest {

    private static final KnownTemplates BEFORE =
            new KnownTemplates(VirtualCluster.SERVING_UID, VirtualCluster.SERVING, VirtualCluster.JUDGED);

    private static VirtualCluster cluster(int replicas) {
        return new VirtualCluster(new Setting(100, 0, replicas, Duration.ofSeconds(10), Duration.ofSeconds(5)));
    }

    @Test
    void a_held_deployment_keeps_serving_while_its_template_is_new() {
        VirtualCluster cluster = cluster(4);
        cluster.advance(60_000);
        WorkloadView view = cluster.view(BEFORE);

        assertThat(view.canBegin()).isTrue();
        assertThat(view.isStableWhole()).isTrue();
        assertThat(view.roll().isComplete()).isFalse();
        assertThat(view.deployment().templateState()).isEqualTo(TemplateState.JUDGED);
        assertThat(view.candidate()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 10, 101})
    void a_resumed_deployment_rolls_within_a_quarter_of_its_size_and_completes(int replicas) {
        VirtualCluster cluster = cluster(replicas);
        cluster.resume("");
        int least = replicas - replicas / 4;
        double pods = 0;
        while (cluster.nextReady() < Long.MAX_VALUE) {
            RollView roll = cluster.view(BEFORE).roll();
            assertThat(roll.ready()).isGreaterThanOrEqualTo(least);
            assertThat(roll.isComplete()).isFalse();
            double before = cluster.extraPodMillis();
            long to = cluster.nextReady();
            cluster.advance(to);
            pods = Math.max(pods, (cluster.extraPodMillis() - before) / 10_000);
        }

        RollView rolled = cluster.view(BEFORE).roll();
        assertThat(rolled.isComplete()).isTrue();
        assertThat(rolled.newReady()).isEqualTo(replicas);
        assertThat(rolled.servingReady()).isZero();
        assertThat(pods).isBetween(1.0, Math.ceil(replicas / 4.0));
        assertThat(cluster.judgedShareOfStable()).isEqualTo(1);
    }

    @Test
    void what_was_restored_half_way_rolls_back_to_what_served() {
        VirtualCluster cluster = cluster(10);
        cluster.resume("");
        cluster.advance(10_000);
        assertThat(cluster.view(BEFORE).roll().newReady()).isPositive();
        cluster.restore(VirtualCluster.SERVING, "");
        while (cluster.nextReady() < Long.MAX_VALUE) {
            cluster.advance(cluster.nextReady());
        }
        cluster.hold("");

        WorkloadView view = cluster.view(BEFORE);
        assertThat(view.isStableWhole()).isTrue();
        assertThat(view.deployment().templateState()).isEqualTo(TemplateState.SERVING);
        assertThat(cluster.judgedShareOfStable()).isZero();
    }

    @Test
    void candidate_pods_take_their_time_and_cost_theirs() {
        VirtualCluster cluster = cluster(4);
        cluster.sizeCandidate(VirtualCluster.JUDGED, 2);
        assertThat(cluster.advance(9_999)).isFalse();
        assertThat(ready(cluster)).isZero();
        assertThat(cluster.advance(10_000)).isTrue();
        cluster.sizeCandidate(VirtualCluster.JUDGED, 4);
        assertThat(ready(cluster)).isEqualTo(2);
        cluster.advance(20_000);
        assertThat(ready(cluster)).isEqualTo(4);
        cluster.sizeCandidate(VirtualCluster.JUDGED, 1);
        assertThat(ready(cluster)).isEqualTo(1);
        cluster.advance(30_000);
        cluster.deleteCandidate();
        cluster.advance(99_000);

        assertThat(cluster.view(BEFORE).candidate()).isNull();
        assertThat(cluster.extraPodMillis()).isEqualTo((2 + 4 + 1) * 10_000);
    }

    @Test
    void a_baselines_pods_take_their_time_and_cost_theirs_and_are_nobodys_capacity() {
        VirtualCluster cluster = cluster(4);
        cluster.sizeBaseline(VirtualCluster.SERVING, 2);
        assertThat(cluster.view(BEFORE).baseline()).isNotNull().matches(baseline -> !baseline.isWhole());
        assertThat(cluster.nextReady()).isEqualTo(10_000);
        assertThat(cluster.advance(10_000)).isTrue();

        assertThat(cluster.view(BEFORE).baseline()).isNotNull().matches(BaselineView::isWhole);
        assertThat(cluster.view(BEFORE).roll().ready()).isEqualTo(4);
        cluster.deleteBaseline();
        cluster.advance(99_000);
        assertThat(cluster.view(BEFORE).baseline()).isNull();
        assertThat(cluster.extraPodMillis()).isEqualTo(2 * 10_000);
    }

    private static int ready(VirtualCluster cluster) {
        var candidate = cluster.view(BEFORE).candidate();
        return candidate == null ? 0 : candidate.ready();
    }

    @Test
    void the_route_tells_since_when_stable_has_everything() {
        VirtualCluster cluster = cluster(4);
        cluster.shift(new Weights(5), "");
        cluster.advance(7_000);
        cluster.clearRoute();
        cluster.advance(9_000);
        cluster.clearRoute();

        assertThat(cluster.stableOnlySince()).isEqualTo(7_000);
        assertThat(cluster.route().isClear()).isTrue();
        assertThat(cluster.route().version()).isEqualTo("3");
    }
}
