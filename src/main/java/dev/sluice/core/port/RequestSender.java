package dev.sluice.core.port;

import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.FailureCodes;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.policy.QuietPlan;
import java.time.Instant;

/**
 * Sends GETs of Sluice's own to both versions and counts the answers as one more stratum. Never throws: what can't be
 * said is {@link Measurement.Missing}. It takes a few seconds at most, however the versions answer.
 */
public interface RequestSender {

    /**
     * Sends so many requests to each of the two. A failure is an answer whose status the codes name, and a request without
     * any answer. If no request at all to the stable version is answered, then nobody knows whose fault that is, and the
     * measurement is missing: no network, rather than no service.
     *
     * @param requests to each version, at least 1
     * @return a cell of {@link Cell#own} that ends now
     */
    Measurement<Cell> send(Target target, int requests, Instant now);

    /**
     * Where to send what.
     *
     * @param stable the Service that clients call
     * @param candidate the candidate's Service; its ports are those of the other
     */
    record Target(String namespace, String stable, String candidate, QuietPlan plan, FailureCodes failures) {}
}
