package dev.sluice.cli.look;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.cli.cluster.PodTemplate;
import dev.sluice.cli.cluster.PolicyView;
import dev.sluice.core.release.Phase;
import dev.sluice.operator.record.ReleaseObjects;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows the release of the template that the Deployment has, look by look, and judges whether a goal is reached. */
final class Following {

    /** So many looks in a row at a policy that cannot work mean that it is not about to. */
    private static final int SETTLED = 3;

    private final Goal goal;
    private @Nullable String followed;
    private String sentence = "";
    private int stuck;

    Following(Goal goal) {
        this.goal = goal;
    }

    /**
     * What one look found.
     *
     * @param releases newest first
     * @param template of the Deployment; empty if there is none
     */
    record Sight(PolicyView policy, List<Release> releases, Optional<PodTemplate> template) {

        Sight {
            releases = List.copyOf(releases);
        }

        private Optional<Release> newest() {
            return releases.stream().findFirst();
        }

        private boolean isOfTemplate(Release release) {
            return template.isEmpty() || template.equals(PolicyView.template(release));
        }
    }

    /** What the last look found, as one line. */
    String sentence() {
        return sentence;
    }

    /** Whether the goal is reached; empty while that is open. */
    Optional<Boolean> look(Sight sight) {
        sight.newest()
                .filter(release -> followed == null && !PolicyView.isEnded(release) && sight.isOfTemplate(release))
                .ifPresent(release -> followed = release.getMetadata().getName());
        return followed == null ? atRest(sight) : underWay(sight, followed);
    }

    private Optional<Boolean> underWay(Sight sight, String name) {
        Optional<Release> release = sight.releases().stream()
                .filter(one -> one.getMetadata().getName().equals(name))
                .findFirst();
        if (release.isEmpty()) {
            sentence = name + " has been deleted";
            return Optional.of(false);
        }
        return judge(release.get());
    }

    private Optional<Boolean> judge(Release release) {
        Phase phase = Phase.ofTitle(PolicyView.phase(release));
        sentence = release.getMetadata().getName() + " " + phase.title() + ": " + PolicyView.message(release);
        if (goal.isReachedBy(phase)) {
            return Optional.of(true);
        }
        return PolicyView.isEnded(release) ? Optional.of(false) : Optional.empty();
    }

    private Optional<Boolean> atRest(Sight sight) {
        PolicyView policy = sight.policy();
        sentence = policy.message();
        Optional<Release> underWay = sight.newest().filter(release -> !PolicyView.isEnded(release));
        if (underWay.isPresent()) {
            sentence = underWay.get().getMetadata().getName() + " makes way for what the Deployment has now: "
                    + PolicyView.message(underWay.get());
            return Optional.empty();
        }
        if (policy.reason().equals("AtRest") && sight.template().equals(policy.servingTemplate())) {
            return Optional.of(goal.isReachedBy(Phase.SUCCEEDED));
        }
        return policy.phase().equals("Refused") ? refused(sight) : stuck(sight);
    }

    /** The refusal may be of what the Deployment had before. */
    private Optional<Boolean> refused(Sight sight) {
        Optional<Release> refusing = sight.releases().stream()
                .filter(sight::isOfTemplate)
                .findFirst()
                .filter(ReleaseObjects::isRefused);
        return refusing.isPresent() ? judge(refusing.get()) : notNoticed();
    }

    private Optional<Boolean> stuck(Sight sight) {
        boolean isInvalid =
                sight.policy().phase().equals("Invalid") && sight.policy().isCurrent();
        stuck = isInvalid ? stuck + 1 : 0;
        if (isInvalid) {
            return stuck < SETTLED ? Optional.empty() : Optional.of(false);
        }
        return sight.policy().reason().equals("AtRest") ? notNoticed() : Optional.empty();
    }

    private Optional<Boolean> notNoticed() {
        sentence = "the Deployment has a template that no operator has looked at yet; is `sluice run` running?";
        return Optional.empty();
    }
}
