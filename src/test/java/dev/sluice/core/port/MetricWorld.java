package dev.sluice.core.port;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.MetricTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A world with proxies that count requests of all arms, as a test writes it. */
public interface MetricWorld {

    /** The upper edges that histograms have unless a test says otherwise. */
    List<Duration> EDGES =
            List.of(Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofMillis(1000));

    /** What looks at this world. */
    MetricSource source();

    /** How a policy names the release of this world. */
    MetricTarget target();

    /** Requests that went through a proxy since its last scrape, answered at once. */
    void serve(String proxy, Arm arm, long succeeded, long failed);

    /** Requests that succeeded and took so long. */
    void serveIn(Duration took, String proxy, Arm arm, long requests);

    /** Requests to another service of the namespace, answered at once. */
    void serveNeighbour(String proxy, long succeeded, long failed);

    /** The upper edges that an arm's histogram has at each later scrape; none = it has no histogram. */
    void buckets(Arm arm, List<Duration> edges);

    /** Scrapes one proxy. */
    void scrape(String proxy, Instant at);

    /** Scrapes one proxy whose counter of the candidate's failures tells what no counter can stand at. */
    void scrapeTelling(String nonsense, String proxy, Instant at);

    /** The counters of a proxy begin at 0 again. */
    void restart(String proxy);

    /** What every latency percentile of an arm is from now on. */
    void answerIn(Arm arm, Duration latency);

    /** What a team's own query gives from now on: the value of each of its series. */
    void answerQuery(String query, List<Double> series);

    /** Whether the source can be reached. */
    void outage(boolean isDown);
}
