package dev.sluice.sim.release;

import dev.sluice.core.release.Effect;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.BaselineView;
import dev.sluice.core.workload.CandidateView;
import dev.sluice.core.workload.DeploymentView;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.RollView;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.TemplateState;
import dev.sluice.core.workload.WorkloadView;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Deployment, its candidate, its baseline and a route, as far as a release sees them. The controllers act at once; only pods take
 * their time. Nobody else writes anything, and there is no autoscaler.
 */
final class VirtualCluster implements Effect.Performer {

    static final Template SERVING = new Template("serving");
    static final Template JUDGED = new Template("judged");
    static final String SERVING_UID = "serving";
    private static final String JUDGED_UID = "judged";
    private static final String OWNER = "shop/checkout";

    /** Share of pods by which a roll may exceed or fall below the desired size, as Kubernetes does by default. */
    private static final double ROLL_LIMIT = 0.25;

    private final int desired;
    private final long readyAfter;
    private final Pods serving;
    private final Pods judged = new Pods(0);
    private final Pods candidate = new Pods(0);
    private final Pods baseline = new Pods(0);

    private long now;
    private double extraPodMillis;
    private Template template = JUDGED;
    private boolean isPaused = true;
    private long version = 1;
    private boolean hasCandidate;
    private int candidateSize;
    private int baselineSize;
    private Weights weights = Weights.STABLE;
    private boolean isClear = true;
    private long routeVersion = 1;
    private long stableOnlySince;

    VirtualCluster(Setting setting) {
        this.desired = setting.replicas();
        this.readyAfter = setting.readyAfter().toMillis();
        this.serving = new Pods(desired);
    }

    /** Lets time pass; returns whether pods got ready, which wakes a pass. */
    boolean advance(long to) {
        int before = readyPods();
        extraPodMillis += (double) (to - now) * Math.max(0, allPods() - desired);
        now = to;
        serving.advance(now);
        judged.advance(now);
        candidate.advance(now);
        baseline.advance(now);
        boolean changed = readyPods() != before;
        roll();
        return changed;
    }

    long nextReady() {
        return Stream.of(serving, judged, candidate, baseline)
                .mapToLong(Pods::nextReady)
                .min()
                .orElseThrow();
    }

    int weight() {
        return weights.candidate();
    }

    /** The share of the Deployment's ready pods that run the new version. */
    double judgedShareOfStable() {
        int ready = serving.ready() + judged.ready();
        return ready == 0 ? 0 : (double) judged.ready() / ready;
    }

    /** When the route came to give everything to the Deployment. */
    long stableOnlySince() {
        return stableOnlySince;
    }

    double extraPodMillis() {
        return extraPodMillis;
    }

    long version() {
        return version;
    }

    private int readyPods() {
        return serving.ready() + judged.ready() + candidate.ready() + baseline.ready();
    }

    private int allPods() {
        return serving.all() + judged.all() + candidate.all() + baseline.all();
    }

    /** One round of a rolling update: old pods go as far as enough are ready, new ones come as far as there is room. */
    private void roll() {
        if (isPaused) {
            return;
        }
        Pods wanted = podsOf(template);
        Pods other = template.equals(JUDGED) ? serving : judged;
        int least = desired - (int) Math.floor(desired * ROLL_LIMIT);
        int most = desired + (int) Math.ceil(desired * ROLL_LIMIT);
        other.remove(other.all() - other.ready());
        other.remove(Math.max(0, other.ready() + wanted.ready() - least));
        int room = Math.min(desired, most - other.all()) - wanted.all();
        wanted.start(room, now + readyAfter);
    }

    private Pods podsOf(Template one) {
        return one.equals(JUDGED) ? judged : serving;
    }

    WorkloadView view(KnownTemplates known) {
        boolean isServingNew = JUDGED_UID.equals(known.servingUid());
        Pods own = podsOf(template);
        int ready = serving.ready() + judged.ready();
        boolean isComplete = own.ready() == desired && serving.all() + judged.all() == desired;
        boolean hasOwnSet = template.equals(SERVING) || judged.all() > 0;
        RollView roll = new RollView(
                isComplete,
                hasOwnSet ? uidOf(template) : "",
                own.ready(),
                isServingNew ? JUDGED_UID : SERVING_UID,
                isServingNew ? judged.ready() : serving.ready(),
                ready,
                List.of());
        return new WorkloadView(
                deployment(isServingNew),
                roll,
                List.of(),
                hasCandidate ? candidate() : null,
                baselineSize > 0 ? baseline(isServingNew) : null,
                null);
    }

    private DeploymentView deployment(boolean isServingNew) {
        TemplateState state = template.equals(JUDGED) == isServingNew ? TemplateState.SERVING : TemplateState.JUDGED;
        return new DeploymentView(
                Long.toString(version), version, isPaused, OWNER, desired, template, state, List.of(template.json()));
    }

    private CandidateView candidate() {
        return new CandidateView(true, true, true, candidateSize, candidate.ready(), false, List.of(), List.of());
    }

    private BaselineView baseline(boolean isServingNew) {
        return new BaselineView(true, !isServingNew, baselineSize, baseline.ready(), List.of(), List.of());
    }

    private static String uidOf(Template template) {
        return template.equals(JUDGED) ? JUDGED_UID : SERVING_UID;
    }

    TrafficView route() {
        return new TrafficView(weights, isClear, Long.toString(routeVersion)).afterLanding();
    }

    @Override
    public void shift(Weights next, String seen) {
        write(next, false);
    }

    @Override
    public void clearRoute() {
        write(Weights.STABLE, true);
    }

    private void write(Weights next, boolean clear) {
        if (next.equals(weights) && clear == isClear) {
            return;
        }
        stableOnlySince = next.isStableOnly() && !weights.isStableOnly() ? now : stableOnlySince;
        weights = next;
        isClear = clear;
        routeVersion++;
    }

    @Override
    public void rest(String seen) {
        hold(seen);
    }

    @Override
    public void hold(String seen) {
        change(isPaused, true);
    }

    @Override
    public void resume(String seen) {
        change(!isPaused, false);
    }

    @Override
    public void restore(Template wanted, String seen) {
        boolean isSame = wanted.equals(template) && !isPaused;
        template = wanted;
        change(isSame, false);
    }

    private void change(boolean isAsWanted, boolean paused) {
        version += isAsWanted ? 0 : 1;
        isPaused = paused;
        roll();
    }

    @Override
    public void serveOnly(String uid) {
        throw new IllegalStateException("nobody changes the template while a virtual release is under way");
    }

    @Override
    public void sizeCandidate(Template wanted, int replicas) {
        hasCandidate = true;
        candidateSize = replicas;
        candidate.remove(candidate.all() - replicas);
        candidate.start(replicas - candidate.all(), now + readyAfter);
    }

    @Override
    public void deleteCandidate() {
        hasCandidate = false;
        candidateSize = 0;
        candidate.remove(candidate.all());
    }

    @Override
    public void sizeBaseline(Template wanted, int replicas) {
        baselineSize = replicas;
        baseline.remove(baseline.all() - replicas);
        baseline.start(replicas - baseline.all(), now + readyAfter);
    }

    @Override
    public void deleteBaseline() {
        baselineSize = 0;
        baseline.remove(baseline.all());
    }

    @Override
    public void setAutoscalerFloor(int minReplicas) {
        throw new IllegalStateException("a virtual release has no autoscaler");
    }
}
