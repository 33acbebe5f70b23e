package dev.sluice.core.port;

import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.FailureCodes;
import dev.sluice.core.metric.Measurement;
import java.time.Instant;
import java.util.List;

/** Sends to two versions that answer what a test tells them, in turn. Keeps to {@code RequestSenderContract}. */
public final class FakeRequestSender implements RequestSender {

    /** Stands for a request without an answer. */
    static final int SILENCE = 0;

    private List<Integer> stable = List.of(200);
    private List<Integer> candidate = List.of(200);

    /** What each version answers, over and over. */
    void answer(List<Integer> ofStable, List<Integer> ofCandidate) {
        stable = ofStable;
        candidate = ofCandidate;
    }

    @Override
    public Measurement<Cell> send(Target target, int requests, Instant now) {
        FailureCodes codes = target.failures();
        return stable.stream().allMatch(status -> status == SILENCE)
                ? new Measurement.Missing<>("None of Sluice's own requests to %s%s was answered."
                        .formatted(target.stable(), target.plan().path()))
                : new Measurement.Value<>(Cell.own(
                        now,
                        requests,
                        failures(candidate, requests, codes),
                        requests,
                        failures(stable, requests, codes)));
    }

    private static long failures(List<Integer> answers, int requests, FailureCodes codes) {
        long failures = 0;
        for (int i = 0; i < requests; i++) {
            int status = answers.get(i % answers.size());
            failures += status == SILENCE || codes.hasHttp(status) ? 1 : 0;
        }
        return failures;
    }
}
