package dev.sluice.cli;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleaseStatus.DecisionStatus;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.operator.record.StateCodec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Answers the first intent that it sees in a release, and does nothing else. */
final class FakeOperator implements Watcher<Release>, AutoCloseable {

    private final Consumer<Release> reaction;
    private final Watch watch;
    private volatile boolean hasAnswered;
    private volatile Optional<String> failure = Optional.empty();

    private FakeOperator(KubernetesClient client, Consumer<Release> reaction) {
        this.reaction = reaction;
        this.watch =
                client.resources(Release.class).inNamespace(Samples.NAMESPACE).watch(this);
    }

    /** One that answers with this decision. */
    static FakeOperator that(KubernetesClient client, String reason, String message) {
        return new FakeOperator(client, release -> {
            ReleaseState state = ReleaseState.start(Instant.EPOCH)
                    .handled(release.getSpec().intents.get(0).id, List.of());
            release.getStatus().engine = StateCodec.write(state);
            DecisionStatus decision = Samples.aDecision("2026-01-01T03:00:00Z", "Shifting", 0, message);
            decision.reason = reason;
            release.getStatus().decisions.add(decision);
            client.resource(release).updateStatus();
        });
    }

    /** One that answers with a new release. */
    static FakeOperator thatReleases(KubernetesClient client, Release next) {
        return new FakeOperator(client, release -> client.resource(next).create());
    }

    /** What went wrong in it, if anything did. */
    Optional<String> failure() {
        return failure;
    }

    @Override
    public void eventReceived(Action action, Release release) {
        if (!hasAnswered && !release.getSpec().intents.isEmpty()) {
            hasAnswered = true;
            reaction.accept(release);
        }
    }

    @Override
    public void onClose(WatcherException cause) {
        failure = Optional.of(String.valueOf(cause.getMessage()));
    }

    @Override
    public void close() {
        watch.close();
    }
}
