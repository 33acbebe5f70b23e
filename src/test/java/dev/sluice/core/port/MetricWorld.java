package dev.sluice.core.port;

import dev.sluice.core.metric.Arm;
import dev.sluice.core.metric.MetricTarget;
import java.time.Duration;
import java.time.Instant;

/** A world with proxies that count requests of both arms, as a test writes it. */
public interface MetricWorld {

    /** What looks at this world. */
    MetricSource source();

    /** How a policy names the release of this world. */
    MetricTarget target();

    /** Requests that went through a proxy since its last scrape. */
    void serve(String proxy, Arm arm, long succeeded, long failed);

    /** Scrapes one proxy. */
    void scrape(String proxy, Instant at);

    /** The counters of a proxy begin at 0 again. */
    void restart(String proxy);

    /** What every latency percentile of an arm is from now on. */
    void answerIn(Arm arm, Duration latency);

    /** Whether the source can be reached. */
    void outage(boolean isDown);
}
