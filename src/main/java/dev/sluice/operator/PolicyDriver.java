package dev.sluice.operator;

import dev.sluice.api.reader.PolicyReader;
import dev.sluice.api.v1alpha1.Condition;
import dev.sluice.api.v1alpha1.Release;
import dev.sluice.api.v1alpha1.ReleasePolicy;
import dev.sluice.api.v1alpha1.ReleasePolicyStatus;
import dev.sluice.core.policy.FieldError;
import dev.sluice.core.policy.ReleasePlan;
import dev.sluice.core.port.Announcer.Announcement;
import dev.sluice.core.port.PortException;
import dev.sluice.core.release.Decision;
import dev.sluice.core.release.Phase;
import dev.sluice.core.release.ReasonCode;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.TemplateState;
import dev.sluice.core.workload.WorkloadView;
import dev.sluice.operator.record.ConditionType;
import dev.sluice.operator.record.Conditions;
import dev.sluice.operator.record.PolicyObjects;
import dev.sluice.operator.record.PolicyPlans;
import dev.sluice.operator.record.ReleaseObjects;
import dev.sluice.operator.record.ReleaseStore;
import dev.sluice.operator.record.Setbacks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One pass of a policy: its release if one runs, else its Deployment at rest. */
final class PolicyDriver {

    private static final Logger LOG = Logger.getLogger(PolicyDriver.class);
    private static final Duration UNREACHABLE = Duration.ofSeconds(30);

    /** Nothing that this policy watches changes when the older one goes. */
    private static final Duration RIVAL = Duration.ofSeconds(15);

    private static final String BYPASS =
            "True once somebody resumes the Deployment past Sluice, until the next release begins.";

    private static final String REMEDY = " Mend what the message names; it is tried again every 15 s at the latest.";

    private final Ports ports;
    private final ReleaseStore store;
    private final ReleaseDriver releases;
    private final CustodyDriver custody;
    private final PolicyPlans plans;
    private final MetricsProbe probe;
    private final Warnings warnings;
    private final Observer observer;
    private final ReleaseMeters meters;
    private final Setbacks setbacks = new Setbacks();

    PolicyDriver(Ports ports, ReleaseStore store, ReleaseMeters meters, PolicyReader reader) {
        this.ports = ports;
        this.store = store;
        this.releases = new ReleaseDriver(ports, store, meters);
        this.custody = new CustodyDriver(ports, store);
        this.plans = new PolicyPlans(reader);
        this.probe = new MetricsProbe(ports);
        this.warnings = new Warnings(ports);
        this.observer = new Observer(ports);
        this.meters = meters;
    }

    /** What a pass left behind. */
    record Outcome(ReleasePolicyStatus status, Report report) {}

    /**
     * Makes one pass; what a port fails at is told and tried again.
     *
     * @param rival the older policy that governs the same Deployment or route; null if none does
     */
    Outcome pass(ReleasePolicy policy, @Nullable String rival) {
        try {
            Outcome outcome = meters.timed(name(policy), () -> follow(policy, rival));
            setbacks.over(policy.getMetadata().getUid());
            return outcome;
        } catch (PortException e) {
            return setBack(policy, e);
        }
    }

    private Outcome follow(ReleasePolicy policy, @Nullable String rival) throws PortException {
        ReleasePolicyStatus status = PolicyObjects.copy(PolicyObjects.status(policy));
        Release active = active(policy, status);
        PolicyPlans.Asked asked = plans.asked(policy);
        ReleasePlan plan = asked.plan();
        Findings found;
        if (active != null) {
            ReleasePlan pinned = plans.underWay(policy, active);
            Report report = pinned == null ? invalid(asked.errors()) : release(pinned, active, status, false);
            found = new Findings(report, asked.errors(), null, null);
        } else if (plan == null) {
            found = new Findings(invalid(asked.errors()), asked.errors(), null, null);
        } else if (rival != null) {
            found = new Findings(Report.at("Invalid", ReasonCode.CONFLICT, rival, RIVAL), List.of(), null, null);
        } else {
            found = rest(policy, plan, status);
        }
        return finish(policy, status, found);
    }

    private Findings rest(ReleasePolicy policy, ReleasePlan plan, ReleasePolicyStatus status) throws PortException {
        Report report = custody.pass(plan, status, PolicyPlans.pinned(policy, plan));
        boolean begins = status.release != null;
        MetricsProbe.Finding probe = report.isReady() && !begins ? this.probe.ask(policy, plan) : null;
        List<String> warned = report.phase().equals("Invalid") ? null : warnings.ask(policy, plan, begins);
        Report told = probe == null || probe.isReachable() ? report : unreachable(report, probe);
        return new Findings(told, List.of(), probe, warned);
    }

    /** Makes one pass towards letting go; nothing is left to do once the policy is at "Gone". */
    Report letGo(ReleasePolicy policy) {
        try {
            Report report = meters.timed(name(policy), () -> giveBack(policy));
            setbacks.over(policy.getMetadata().getUid());
            return report;
        } catch (PortException e) {
            return setBack(policy, e).report();
        }
    }

    private Report giveBack(ReleasePolicy policy) throws PortException {
        ReleasePolicyStatus status = PolicyObjects.copy(PolicyObjects.status(policy));
        Release active = active(policy, status);
        ReleasePlan plan = active == null ? plans.asked(policy).plan() : plans.underWay(policy, active);
        if (plan != null && active != null) {
            return release(plan, active, status, true);
        }
        if (plan == null && active == null) {
            plan = plans.recorded(policy);
        }
        // A policy that never came to govern (a younger rival, say) has nothing to give back, least of all a route.
        boolean hasGoverned = !PolicyObjects.servingUid(status).isEmpty();
        return plan != null && hasGoverned
                ? letGo(plan, PolicyObjects.known(status))
                : Report.at("Gone", ReasonCode.GONE, "Nothing was governed.", Report.ON_CHANGE);
    }

    private Report letGo(ReleasePlan plan, KnownTemplates known) throws PortException {
        ports.traffic().clear(plan.traffic());
        ports.workload().deleteCandidate(plan.workload());
        ports.workload().deleteBaseline(plan.workload());
        WorkloadView view = observer.workload(plan, known);
        if (view != null) {
            ports.hold()
                    .letGo(plan.workload(), mayResume(view), view.deployment().version());
        }
        return Report.at("Gone", ReasonCode.GONE, "The Deployment is let go.", Report.ON_CHANGE);
    }

    private static boolean mayResume(WorkloadView view) {
        boolean isAnotherRevision = view.roll().isComplete() && view.roll().newReady() > 0;
        return view.deployment().templateState() == TemplateState.SERVING || isAnotherRevision;
    }

    private @Nullable Release active(ReleasePolicy policy, ReleasePolicyStatus status) throws PortException {
        if (status.release == null) {
            return null;
        }
        Release release = store.get(policy.getMetadata().getNamespace(), status.release);
        if (release == null) {
            releases.forget(policy.getMetadata().getNamespace(), status.release);
            status.release = null;
            return null;
        }
        if (ReleaseObjects.phase(release).isTerminal()) {
            settle(release, status);
            return null;
        }
        return release;
    }

    /** Takes an ended release over into the policy. */
    private void settle(Release release, ReleasePolicyStatus status) {
        Instant now = ports.clock().instant();
        if (ReleaseObjects.phase(release) == Phase.SUCCEEDED) {
            var state = ReleaseObjects.state(release, now);
            var subject = ReleaseObjects.subject(release);
            status.serving = PolicyObjects.promoted(status, state.progress().promotedUid(), subject, now);
        }
        status.lastRelease = release.getMetadata().getName();
        status.release = null;
        status.step = null;
        status.weight = null;
    }

    private Report release(ReleasePlan plan, Release active, ReleasePolicyStatus status, boolean isDeleted)
            throws PortException {
        ReleaseDriver.Outcome outcome = releases.pass(plan, active, isDeleted);
        var recorded = outcome.release().getStatus();
        Decision decision = outcome.decision();
        Phase phase = decision.next().phase();
        if (phase.isTerminal()) {
            settle(outcome.release(), status);
        } else {
            status.step = recorded.step;
            status.weight = recorded.weight;
        }
        status.verdict = recorded.verdict;
        return Report.at(
                phase.title(),
                decision.reason().code(),
                Objects.requireNonNullElse(recorded.message, ""),
                phase.isTerminal() ? Duration.ZERO : decision.wakeAfter());
    }

    private static Report invalid(List<FieldError> errors) {
        return Report.at("Invalid", ReasonCode.INVALID, errors.get(0).toString(), Report.ON_CHANGE);
    }

    /** A policy at rest whose metrics can't be read: a change would be held, but not released. */
    private static Report unreachable(Report report, MetricsProbe.Finding probe) {
        Duration wake = report.wakeAfter().isNegative() ? UNREACHABLE : report.wakeAfter();
        return Report.at("Invalid", ReasonCode.METRICS_UNREACHABLE, probe.sentence(), wake);
    }

    /** What a pass found, for the conditions. */
    private record Findings(
            Report report,
            List<FieldError> errors,
            MetricsProbe.@Nullable Finding probe,
            @Nullable List<String> warnings) {}

    /** A pass that a port cut short: everything stays as it was, and people learn of it where it does not pass by. */
    private Outcome setBack(ReleasePolicy policy, PortException e) {
        Instant now = ports.clock().instant();
        Setbacks.Setback setback = setbacks.note(policy.getMetadata().getUid(), e, now);
        ReleasePolicyStatus before = PolicyObjects.status(policy);
        boolean isTransient = e.kind() == PortException.Kind.TRANSIENT;
        Report report = Report.at(
                Objects.requireNonNullElse(before.phase, "Invalid"),
                isTransient ? ReasonCode.HELD_UP : ReasonCode.REFUSED_BY_API,
                sentence(e),
                setback.delay());
        meters.failed(e.kind());
        boolean isNews = setback.isNews() && !report.sentence().equals(last(before, condition -> condition.message));
        LOG.logf(isNews ? Logger.Level.WARN : Logger.Level.DEBUG, "policy %s: %s", name(policy), report.sentence());
        if (isNews) {
            tell(policy, new Announcement(report.reason().title(), true, report.sentence()));
        }
        ReleasePolicyStatus status = PolicyObjects.copy(before);
        if (setback.isTold()) {
            boolean isStalled = e.kind() == PortException.Kind.REJECTED || isStalled(report);
            status.conditions = summary(policy, status, report, new Summary(false, isStalled))
                    .keep(ConditionType.VALID)
                    .keep(ConditionType.BYPASSED)
                    .keep(ConditionType.METRICS)
                    .keep(ConditionType.WARNINGS)
                    .build();
        }
        return new Outcome(status, report);
    }

    private static String sentence(PortException e) {
        String message = String.valueOf(e.getMessage());
        return e.kind() == PortException.Kind.REJECTED
                ? message + (message.endsWith(".") ? "" : ".") + REMEDY
                : message;
    }

    private record Summary(boolean isReady, boolean isStalled) {}

    private Conditions summary(ReleasePolicy policy, ReleasePolicyStatus status, Report report, Summary summary) {
        Long generation = policy.getMetadata().getGeneration();
        boolean isProgressing = !summary.isStalled()
                && (status.release != null || report.phase().equals("Adopting"));
        status.observedGeneration = generation;
        return new Conditions(
                        PolicyObjects.status(policy).conditions,
                        generation == null ? 0 : generation,
                        ports.clock().instant())
                .set(ConditionType.READY, summary.isReady(), report.reason(), report.sentence())
                .set(ConditionType.PROGRESSING, isProgressing, report.reason(), report.sentence())
                .set(ConditionType.STALLED, summary.isStalled(), report.reason(), report.sentence());
    }

    private static boolean isStalled(Report report) {
        return report.phase().equals("Paused") || report.phase().equals("Refused");
    }

    private void tell(ReleasePolicy policy, Announcement what) {
        ports.announcer()
                .policy(
                        policy.getMetadata().getNamespace(),
                        policy.getMetadata().getName(),
                        policy.getMetadata().getUid(),
                        what);
    }

    private static String name(ReleasePolicy policy) {
        return policy.getMetadata().getNamespace() + "/" + policy.getMetadata().getName();
    }

    private Outcome finish(ReleasePolicy policy, ReleasePolicyStatus status, Findings findings) {
        Report report = findings.report();
        List<FieldError> errors = findings.errors();
        custody.announce(
                new CustodyDriver.PolicyRef(
                        policy.getMetadata().getNamespace(),
                        policy.getMetadata().getName(),
                        policy.getMetadata().getUid()),
                last(PolicyObjects.status(policy), condition -> condition.reason),
                report);
        boolean isBypassed = isBypassed(policy, status, report);
        status.phase = report.phase();
        Summary summary = new Summary(report.isReady() && errors.isEmpty(), isStalled(report));
        Conditions conditions = summary(policy, status, report, summary);
        noteValidity(conditions, report, errors);
        conditions.set(
                ConditionType.BYPASSED,
                isBypassed,
                isBypassed ? ReasonCode.RESUMED_BY_HAND : ReasonCode.AS_RECORDED,
                BYPASS);
        noteMetrics(policy, conditions, findings.probe());
        warnings.note(policy, conditions, findings.warnings());
        status.conditions = conditions.build();
        return new Outcome(status, report);
    }

    /** A release may go on under the last valid policy: its reason is none of the policy's validity. */
    private static void noteValidity(Conditions conditions, Report report, List<FieldError> errors) {
        if (!errors.isEmpty()) {
            conditions.set(
                    ConditionType.VALID,
                    false,
                    ReasonCode.INVALID,
                    errors.get(0).toString());
        } else if (report.phase().equals("Invalid")) {
            conditions.set(ConditionType.VALID, false, report.reason(), report.sentence());
        } else {
            conditions.set(ConditionType.VALID, true, ReasonCode.VALID, "The policy can be followed.");
        }
    }

    private void noteMetrics(ReleasePolicy policy, Conditions conditions, MetricsProbe.@Nullable Finding finding) {
        if (finding == null) {
            conditions.keep(ConditionType.METRICS);
            return;
        }
        conditions.set(ConditionType.METRICS, finding.hasSeries(), finding.reason(), finding.sentence());
        if (!finding.hasSeries() && conditions.isNews(ConditionType.METRICS, finding.reason())) {
            tell(
                    policy,
                    new Announcement(
                            ConditionType.METRICS.title() + finding.reason().title(), true, finding.sentence()));
        }
    }

    /** Stays until a release begins: whoever looks later must learn that something rolled unjudged. */
    private static boolean isBypassed(ReleasePolicy policy, ReleasePolicyStatus status, Report report) {
        boolean was = PolicyObjects.status(policy).conditions.stream()
                .anyMatch(condition ->
                        ConditionType.BYPASSED.title().equals(condition.type) && "True".equals(condition.status));
        return isBypass(report) || (was && status.release == null);
    }

    private static boolean isBypass(Report report) {
        return report.reason() == ReasonCode.BYPASSED;
    }

    /** What the summary said last. */
    private static @Nullable String last(ReleasePolicyStatus status, Function<Condition, @Nullable String> part) {
        return status.conditions.stream()
                .filter(condition -> ConditionType.READY.title().equals(condition.type))
                .map(part)
                .findFirst()
                .orElse(null);
    }
}
