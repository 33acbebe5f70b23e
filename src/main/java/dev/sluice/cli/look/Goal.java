package dev.sluice.cli.look;

import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.cli.cluster.PolicyView;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a wait is for.
 *
 * @param phases any of these reaches it, in lower case
 */
record Goal(Set<String> phases) {

    private static final Set<String> ENDS = Set.of("succeeded", "rolledback", "superseded", "withdrawn");

    Goal {
        phases = Set.copyOf(phases);
    }

    /** Reads such as {@code succeeded}, {@code ended}, {@code phase=Baking} or {@code paused,succeeded}. */
    static Goal parse(String text) {
        Set<String> words = Arrays.stream(text.replace("phase=", "").split(",", -1))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (words.remove("ended")) {
            words.addAll(ENDS);
        }
        return new Goal(words);
    }

    /**
     * Whether it is reached; empty while that is open.
     *
     * @param isSettled the policy has had time to notice a change made just before
     */
    Optional<Boolean> judge(ReleasePolicy policy, Optional<Release> newest, boolean isSettled) {
        if (newest.isPresent()
                && phases.contains(lower(PolicyView.phase(newest.get())))
                && (isSettled || !PolicyView.isEnded(newest.get()))) {
            return Optional.of(true);
        }
        if (!isSettled) {
            return Optional.empty();
        }
        PolicyView view = new PolicyView(policy);
        if (view.reason().equals("AtRest") && phases.contains("succeeded")) {
            return Optional.of(true);
        }
        boolean isOver = newest.filter(release -> !PolicyView.isEnded(release)).isEmpty();
        return isOver ? Optional.of(phases.contains(lower(view.phase()))) : Optional.empty();
    }

    private static String lower(String phase) {
        return phase.toLowerCase(Locale.ROOT);
    }
}
