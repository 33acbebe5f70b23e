package dev.sluice.core.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.Increments;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.metric.MetricCursor;
import dev.sluice.core.observation.Counted;
import dev.sluice.core.observation.Observation;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.Subject;
import dev.sluice.core.workload.Template;
import dev.sluice.testing.world.Plans;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What is made of the stable version's history. */
final class IntakeTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    private static final List<Cell> QUIET = everyScrape("checkout-web", 2, 2);
    private static final List<Cell> FAILING = everyScrape("mobile-gateway", 10, 10);

    @Test
    void callers_of_different_manners_are_no_dispersion_where_a_proxy_counts_both_arms() {
        assertThat(phi(true, QUIET, FAILING)).isEqualTo(1, EXACT);
    }

    @Test
    void there_errors_that_come_in_bursts_are() {
        // Expected 5 and 5 of each pair of scrapes: chi2 = 10 with one degree of freedom, 120 pairs.
        assertThat(phi(true, everyScrape("checkout-web", 10, 0), QUIET))
                .isEqualTo((20 + 120 * 10.0) / (20 + 240), EXACT);
    }

    @Test
    void pods_of_one_version_that_differ_are_dispersion_where_each_is_counted_by_itself() {
        assertThat(phi(false, QUIET, FAILING)).isGreaterThan(2);
    }

    @Test
    void there_an_incident_of_all_pods_is_none() {
        assertThat(phi(false, everyScrape("checkout-1", 0, 40), everyScrape("checkout-2", 0, 40)))
                .isEqualTo(1, EXACT);
    }

    @SafeVarargs
    private static double phi(boolean armsShareTarget, List<Cell>... strata) {
        List<Cell> cells = Stream.of(strata).flatMap(List::stream).toList();
        Measurement<Increments> history = new Measurement.Value<>(
                new Increments(cells, MetricCursor.startingAt(NOW), NOW, Duration.ofSeconds(15)));
        Observation seen = new Observation(
                NOW,
                null,
                null,
                "",
                new Counted(armsShareTarget, null, history, null, null, null, null, List.of(), null),
                List.of(),
                false);
        Subject subject =
                new Subject("checkout-1", 1, "rs-v1", new Template("v1"), new Template("v2"), List.of("v2"), NOW);
        Pass pass = Intake.take(new Pass(Plans.aPlan(), subject, ReleaseState.start(NOW), seen));
        return pass.state().judge().baseline().phi();
    }

    /** An hour of scrapes with 100 requests each, with so many errors in turn. */
    private static List<Cell> everyScrape(String stratum, long evenErrors, long oddErrors) {
        return IntStream.range(0, 240)
                .mapToObj(scrape -> new Cell(
                        NOW.minusSeconds(15L * (240 - scrape)),
                        stratum,
                        0,
                        0,
                        100,
                        scrape % 2 == 0 ? evenErrors : oddErrors))
                .toList();
    }
}
