package dev.sluice.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicyStatus;
import dev.sluice.core.custody.Custody;
import dev.sluice.core.custody.CustodyDecision;
import dev.sluice.core.policy.FieldError;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.port.Announcer.Announcement;
import dev.sluice.core.port.PortException;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.release.ReleaseState;
import dev.sluice.core.release.Subject;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.WorkloadView;
import dev.sluice.operator.record.PolicyObjects;
import dev.sluice.operator.record.ReleaseObjects;
import dev.sluice.operator.record.ReleaseStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One pass of a policy while no release runs: adopt, hold, notice a change, begin a release. */
final class CustodyDriver {

    private static final Logger LOG = Logger.getLogger(CustodyDriver.class);

    /** So many ended releases are kept as history; refused ones count apart, as they are remembered by. */
    private static final int HISTORY = 10;

    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration MISSING = Duration.ofSeconds(15);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Ports ports;
    private final ReleaseStore store;
    private final Observer observer;

    CustodyDriver(Ports ports, ReleaseStore store) {
        this.ports = ports;
        this.store = store;
        this.observer = new Observer(ports);
    }

    /**
     * Makes one pass and notes in {@code status} what must be remembered.
     *
     * @param policySpec the policy's spec, to be pinned in a release that begins
     */
    Report pass(ReleasePlan plan, ReleasePolicyStatus status, @Nullable JsonNode policySpec) throws PortException {
        List<FieldError> faults = ports.workload().preflight(plan.workload());
        WorkloadView view = observer.workload(plan, PolicyObjects.known(status));
        if (view == null) {
            return gone(plan, status, faults);
        }
        Observer.Route route =
                observer.route(plan, ReleaseState.start(ports.clock().instant()));
        String problem = faults.isEmpty() ? route.problem() : faults.get(0).toString();
        String uid = PolicyObjects.servingUid(status);
        if (!problem.isEmpty() && uid.isEmpty()) {
            return Report.at("Invalid", reasonOf(faults), problem, MISSING);
        }
        String refusedBy = Custody.isChanged(view) ? refusedBy(plan, view) : "";
        boolean isAtRest = ports.hold().isAtRest(plan.workload(), view.deployment());
        CustodyDecision decision = Custody.decide(view, new Custody.Known(uid, refusedBy, isAtRest));
        new EffectRunner(ports, plan).run(decision.effects());
        return follow(new Scene(plan, status, view, policySpec, problem), decision);
    }

    /** What a decision is followed up on. */
    private record Scene(
            ReleasePlan plan,
            ReleasePolicyStatus status,
            WorkloadView view,
            @Nullable JsonNode policySpec,
            String problem) {}

    private Report follow(Scene scene, CustodyDecision decision) throws PortException {
        String sentence = decision.sentence();
        return switch (decision.kind()) {
            case ADOPTING -> Report.at("Adopting", ReasonCode.ADOPTING, sentence, Report.ON_CHANGE);
            case RECORD_SERVING -> recordServing(scene, ReasonCode.ADOPTED, sentence);
            case RECORD_BYPASS -> recordServing(scene, ReasonCode.BYPASSED, sentence);
            case BYPASSED -> Report.at("Ready", ReasonCode.BYPASSED, sentence, SOON);
            case HOLDING -> Report.at("Ready", ReasonCode.HOLDING, sentence, SOON);
            case SETTLING -> Report.at("Ready", ReasonCode.SETTLING, sentence, SOON);
            case RESTARTING -> Report.at("Ready", ReasonCode.RESTARTING, sentence, Duration.ofSeconds(1));
            case SWEEP -> sweep(scene);
            case REFUSED -> Report.at("Refused", ReasonCode.REFUSED, sentence, Report.ON_CHANGE);
            case RELEASE -> begin(scene);
            case AT_REST ->
                scene.problem().isEmpty()
                        ? Report.at("Ready", ReasonCode.AT_REST, sentence, Report.ON_CHANGE)
                        : Report.at("Invalid", ReasonCode.ROUTE_UNUSABLE, scene.problem(), MISSING);
        };
    }

    private Report recordServing(Scene scene, ReasonCode reason, String sentence) {
        scene.status().serving = PolicyObjects.serving(
                scene.plan().workload(), scene.view(), ports.clock().instant());
        LOG.infof(
                "policy %s/%s: %s: %s",
                scene.plan().workload().namespace(), scene.plan().workload().owner(), reason.title(), sentence);
        return Report.at("Ready", reason, sentence, Duration.ZERO);
    }

    /** What served is gone with its Deployment: one of that name that comes later is another, and is adopted. */
    private Report gone(ReleasePlan plan, ReleasePolicyStatus status, List<FieldError> faults) throws PortException {
        boolean hasGoverned = !PolicyObjects.servingUid(status).isEmpty();
        if (hasGoverned) {
            ports.traffic().clear(plan.traffic());
            ports.workload().deleteCandidate(plan.workload());
            ports.workload().deleteBaseline(plan.workload());
            status.serving = null;
        }
        String sentence = faults.isEmpty()
                ? "Deployment " + plan.workload().namespace() + "/"
                        + plan.workload().name() + " does not exist."
                : faults.get(0).toString();
        return Report.at("Invalid", ReasonCode.WORKLOAD_MISSING, sentence, MISSING);
    }

    private Report sweep(Scene scene) throws PortException {
        ReleasePlan plan = scene.plan();
        Optional<Report> goesOn = goesOn(scene, releases(plan));
        if (goesOn.isPresent()) {
            return goesOn.get();
        }
        Observer.Route route =
                observer.route(plan, ReleaseState.start(ports.clock().instant()));
        if (route.view() != null && !route.view().isClear()) {
            ports.traffic().clear(plan.traffic());
            return Report.at("Ready", ReasonCode.SWEEPING, "A candidate without a release leaves the route.", DRAIN);
        }
        ports.traffic().clear(plan.traffic());
        ports.workload().deleteCandidate(plan.workload());
        ports.workload().deleteBaseline(plan.workload());
        return Report.at("Ready", ReasonCode.SWEEPING, "What a release left behind is removed.", SOON);
    }

    /** The release that refused the Deployment's template, unless somebody asked to retry it. */
    private String refusedBy(ReleasePlan plan, WorkloadView view) throws PortException {
        Template template = view.deployment().template();
        for (Release release : releases(plan)) {
            Subject subject = ReleaseObjects.subject(release);
            if (ports.workload().isSame(subject.judged(), template)) {
                boolean isRefused = ReleaseObjects.isRefused(release) && !ReleaseObjects.isRetried(release);
                return isRefused ? subject.name() : "";
            }
        }
        return "";
    }

    private List<Release> releases(ReleasePlan plan) throws PortException {
        return store.of(plan.workload().namespace(), plan.workload().owner());
    }

    private Report begin(Scene scene) throws PortException {
        if (!scene.problem().isEmpty()) {
            return Report.at(
                    "Invalid",
                    ReasonCode.ROUTE_UNUSABLE,
                    scene.problem() + " The new template is held until then.",
                    MISSING);
        }
        List<Release> history = releases(scene.plan());
        Optional<Report> goesOn = goesOn(scene, history);
        if (goesOn.isPresent()) {
            return goesOn.get();
        }
        int revision =
                history.isEmpty() ? 1 : ReleaseObjects.subject(history.get(0)).revision() + 1;
        String name = scene.plan().workload().owner() + "-" + revision;
        Subject subject = ReleaseObjects.subject(
                name, revision, scene.view().deployment(), PolicyObjects.serving(scene.status()));
        store.create(ReleaseObjects.create(scene.plan(), revision, subject, scene.policySpec()));
        scene.status().release = name;
        prune(history);
        String sentence = "Release " + name + " begins: " + String.join(", ", subject.images());
        LOG.infof(
                "policy %s/%s: %s",
                scene.plan().workload().namespace(), scene.plan().workload().owner(), sentence);
        return Report.at("Ready", ReasonCode.RELEASING, sentence, Duration.ZERO);
    }

    /** A release that the policy's status, as it was seen, did not know of yet. */
    private static Optional<Report> goesOn(Scene scene, List<Release> history) {
        Optional<Release> active = history.stream()
                .filter(release -> !ReleaseObjects.phase(release).isTerminal())
                .findFirst();
        active.ifPresent(
                release -> scene.status().release = release.getMetadata().getName());
        return active.map(release -> Report.at("Ready", ReasonCode.RELEASING, "A release goes on.", Duration.ZERO));
    }

    private void prune(List<Release> history) throws PortException {
        int ended = 0;
        int refused = 0;
        for (Release release : history) {
            boolean isRefused = ReleaseObjects.isRefused(release);
            int count = isRefused ? ++refused : ++ended;
            if (count > HISTORY) {
                store.delete(release);
            }
        }
    }

    private static ReasonCode reasonOf(List<FieldError> faults) {
        return faults.isEmpty() ? ReasonCode.ROUTE_UNUSABLE : ReasonCode.WORKLOAD_UNUSABLE;
    }

    /** Tells about a report if it says something else than the one before. */
    void announce(PolicyRef policy, @Nullable String lastReason, Report report) {
        String reason = report.reason().title();
        if (!reason.equals(lastReason)) {
            boolean isWarning = report.reason().severity() == ReasonCode.Severity.WARNING;
            ports.announcer()
                    .policy(
                            policy.namespace(),
                            policy.name(),
                            policy.uid(),
                            new Announcement(reason, isWarning, report.sentence()));
        }
    }

    /** Names a policy in an event. */
    record PolicyRef(String namespace, String name, String uid) {}
}
