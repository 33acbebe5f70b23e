package dev.sluice.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.traffic.Weights;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link TrafficRouter} promises. A subclass brings a router and the hands that change its world. */
public abstract class TrafficRouterContract {

    protected static TrafficTarget targetIn(String namespace) {
        return new TrafficTarget(namespace, "checkout", "checkout-canary", "checkout", List.of());
    }

    protected TrafficTarget target() {
        return targetIn("shop");
    }

    protected abstract TrafficRouter router();

    /** Makes the routing object, with all traffic on the service and nothing of Sluice in it. */
    protected abstract void routeLeadsToTheService();

    /** Makes the routing object such that no route leads to the service. */
    protected abstract void routeLeadsElsewhere();

    protected abstract void routeIsDeleted();

    /** Changes the candidate's share by another hand, in an object that has been shifted. */
    protected abstract void somebodyWrites(Weights weights);

    /** All that is stored, versions included, so that any write shows. */
    protected abstract String stored();

    /** The same without versions, so that two states compare. */
    protected abstract String content();

    @Test
    void a_route_at_rest_reads_as_stable_and_clear() throws PortException {
        routeLeadsToTheService();

        TrafficView view = router().view(target(), Weights.STABLE);

        assertThat(view.configured()).isEqualTo(Weights.STABLE);
        assertThat(view.isClear()).isTrue();
        assertThat(view.version()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 33, 50, 95, 99, 100})
    void a_shift_reads_back_as_written(int percent) throws PortException {
        routeLeadsToTheService();
        Weights weights = new Weights(percent);
        String before = version();

        router().shift(target(), weights, before);

        TrafficView view = router().view(target(), weights);
        assertThat(view.configured()).isEqualTo(weights);
        assertThat(view.isClear()).isFalse();
        assertThat(view.version()).isNotEqualTo(before);
    }

    @Test
    void what_is_not_expected_is_read_all_the_same() throws PortException {
        shifted(20);

        assertThat(router().view(target(), Weights.STABLE).configured()).isEqualTo(new Weights(20));
    }

    @Test
    void shifting_twice_writes_once() throws PortException {
        shifted(20);
        String once = stored();

        router().shift(target(), new Weights(20), version());

        assertThat(stored()).isEqualTo(once);
    }

    @Test
    void shifting_to_nothing_where_nothing_is_shifted_writes_nothing() throws PortException {
        routeLeadsToTheService();
        String before = stored();

        router().shift(target(), Weights.STABLE, version());

        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void a_shift_to_stable_takes_the_traffic_but_only_clear_takes_the_traces() throws PortException {
        shifted(20);

        router().shift(target(), Weights.STABLE, version());

        TrafficView view = router().view(target(), Weights.STABLE);
        assertThat(view.configured()).isEqualTo(Weights.STABLE);
        assertThat(view.isClear()).isFalse();
    }

    @Test
    void a_shift_that_was_decided_on_an_older_version_is_refused() throws PortException {
        shifted(20);
        String old = version();
        somebodyWrites(new Weights(7));
        String before = stored();

        assertFails(PortException.Kind.TRANSIENT, () -> router().shift(target(), new Weights(30), old));

        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void a_foreign_write_is_seen() throws PortException {
        shifted(20);

        somebodyWrites(new Weights(7));
        assertThat(router().view(target(), new Weights(20)).configured()).isEqualTo(new Weights(7));

        somebodyWrites(new Weights(60));
        assertThat(router().view(target(), new Weights(20)).configured()).isEqualTo(new Weights(60));
    }

    @Test
    void clearing_leaves_the_object_as_it_was() throws PortException {
        routeLeadsToTheService();
        String before = content();
        router().shift(target(), new Weights(1), version());
        router().shift(target(), Weights.CANDIDATE, version());

        router().clear(target());

        assertThat(content()).isEqualTo(before);
        assertThat(router().view(target(), Weights.STABLE).isClear()).isTrue();
    }

    @Test
    void clearing_wins_over_a_foreign_write() throws PortException {
        shifted(20);
        somebodyWrites(new Weights(60));

        router().clear(target());

        TrafficView view = router().view(target(), Weights.STABLE);
        assertThat(view.configured()).isEqualTo(Weights.STABLE);
        assertThat(view.isClear()).isTrue();
    }

    @Test
    void clearing_twice_writes_once() throws PortException {
        shifted(20);
        router().clear(target());
        String once = stored();

        router().clear(target());

        assertThat(stored()).isEqualTo(once);
    }

    @Test
    void a_missing_object_is_absent_but_clear() throws PortException {
        assertFails(PortException.Kind.ABSENT, () -> router().view(target(), Weights.STABLE));
        assertFails(PortException.Kind.ABSENT, () -> router().shift(target(), new Weights(1), "1"));
        router().clear(target());
    }

    @Test
    void an_object_deleted_in_the_middle_of_a_release_does_not_block_clearing() throws PortException {
        shifted(20);
        routeIsDeleted();

        router().clear(target());

        routeLeadsToTheService();
        assertThat(router().view(target(), Weights.STABLE).isClear()).isTrue();
    }

    @Test
    void a_route_that_leads_elsewhere_is_refused_and_nothing_is_written() throws PortException {
        routeLeadsElsewhere();
        String before = stored();

        assertFails(PortException.Kind.REJECTED, () -> router().view(target(), Weights.STABLE));
        assertFails(PortException.Kind.REJECTED, () -> router().shift(target(), new Weights(1), "1"));
        router().clear(target());

        assertThat(stored()).isEqualTo(before);
    }

    private void shifted(int percent) throws PortException {
        routeLeadsToTheService();
        router().shift(target(), new Weights(percent), version());
    }

    private String version() throws PortException {
        return router().view(target(), Weights.STABLE).version();
    }

    private void assertFails(PortException.Kind kind, ThrowingCallable call) {
        PortException failure = catchThrowableOfType(PortException.class, call);
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(target().namespace() + "/" + target().routeObject());
    }
}
