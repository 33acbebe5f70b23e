package dev.sluice.testing.world;

import dev.sluice.core.port.PortException;
import dev.sluice.core.release.Effect;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.traffic.Weights;
import dev.sluice.core.workload.CandidateView;
import dev.sluice.core.workload.DeploymentView;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.PodProblem;
import dev.sluice.core.workload.RollView;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.TemplateState;
import dev.sluice.core.workload.WorkloadView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The Kubernetes side of the toy world: one Deployment, one candidate, one route, one autoscaler. Moves by the second. */
final class ToyCluster implements Effect.Performer {

    static final int READY_AFTER = 2;

    int desired = 4;
    String template = "v1";
    boolean isPaused = true;
    boolean isGone;
    long version = 1;

    /** The version that the Deployment controller has seen; it looks once a second. */
    private long observed = 1;

    /** Ready pods of the Deployment by template; a template's ReplicaSet is called {@code rs-TEMPLATE}. */
    final Map<String, Integer> pods = new TreeMap<>(Map.of("v1", 4));

    @Nullable
    String candidate;

    int candidateSize;
    int candidateReady;
    int candidateSeconds;
    boolean neverReady;
    boolean crashes;
    boolean hasNoRoom;
    final ToyBaseline baseline = new ToyBaseline();

    int routed;
    boolean isClear = true;
    boolean isRouteBroken;
    long routeVersion = 1;

    @Nullable
    Integer floor;

    /** Set when an effect broke a rule that no run may break; the property reports it. */
    String violation = "";

    void second() {
        observed = version;
        if (candidate != null) {
            candidateSeconds++;
            boolean ready = !neverReady && !crashes && !isCrowdedOut() && candidateSeconds >= READY_AFTER;
            candidateReady = ready ? Math.min(candidateSize, candidateReady + 2) : candidateReady;
        }
        baseline.second();
        if (!isPaused && !isGone) {
            roll();
        } else {
            settle();
        }
    }

    /** A quota that has room for the baseline or for the candidate, but not for both. */
    private boolean isCrowdedOut() {
        return hasNoRoom && baseline.template != null;
    }

    /** One pod a second, as a rolling update without surge does. */
    private void roll() {
        for (String other : List.copyOf(pods.keySet())) {
            if (!other.equals(template) && pods.get(other) > 0) {
                pods.merge(other, -1, Integer::sum);
                pods.merge(template, 1, Integer::sum);
                return;
            }
        }
        int own = pods.getOrDefault(template, 0);
        pods.put(template, own + Integer.signum(desired - own));
    }

    /** A paused Deployment keeps its split; the only ReplicaSet with pods follows the desired size. */
    private void settle() {
        List<String> active =
                pods.keySet().stream().filter(name -> pods.get(name) > 0).toList();
        if (active.size() == 1) {
            int own = pods.get(active.get(0));
            pods.put(active.get(0), own + Integer.signum(desired - own));
        }
    }

    @Nullable
    WorkloadView view(KnownTemplates known) {
        if (isGone) {
            return null;
        }
        String serving = known.servingUid() == null ? "" : known.servingUid().substring("rs-".length());
        boolean hasSet = pods.containsKey(template);
        int own = pods.getOrDefault(template, 0);
        int all = pods.values().stream().mapToInt(Integer::intValue).sum();
        return new WorkloadView(
                new DeploymentView(
                        "" + version,
                        version,
                        isPaused,
                        "shop/checkout",
                        desired,
                        new Template(template),
                        state(known, serving),
                        List.of(template)),
                new RollView(
                        hasSet && own == desired && all == own && observed == version,
                        hasSet ? "rs-" + template : "",
                        own,
                        pods.containsKey(serving) ? "rs-" + serving : "",
                        pods.getOrDefault(serving, 0),
                        all,
                        List.of()),
                List.of(),
                candidateView(known),
                baseline.view(known),
                floor);
    }

    private TemplateState state(KnownTemplates known, String serving) {
        if (template.equals(serving)) {
            return TemplateState.SERVING;
        }
        Template judged = known.judged();
        return judged != null && judged.json().equals(template) ? TemplateState.JUDGED : TemplateState.OTHER;
    }

    private @Nullable CandidateView candidateView(KnownTemplates known) {
        Template judged = known.judged();
        return candidate == null
                ? null
                : new CandidateView(
                        true,
                        judged != null && judged.json().equals(candidate),
                        true,
                        candidateSize,
                        candidateReady,
                        false,
                        problems(),
                        List.of());
    }

    private List<PodProblem> problems() {
        if (crashes) {
            return List.of(new PodProblem("p", "CrashLoopBackOff", true, "Pod p crashes."));
        }
        return isCrowdedOut() && candidateReady < candidateSize
                ? List.of(new PodProblem("rs", "FailedCreate", false, "ReplicaSet rs cannot make its pods: quota."))
                : List.of();
    }

    @Nullable
    TrafficView route() {
        return isRouteBroken ? null : new TrafficView(new Weights(routed), isClear, "" + routeVersion);
    }

    void writeRoute(int weight) {
        routed = weight;
        routeVersion++;
        isClear = isClear && weight == 0;
    }

    private static void require(boolean holds, String what) throws PortException {
        if (!holds) {
            throw new PortException(PortException.Kind.TRANSIENT, what);
        }
    }

    @Override
    public void shift(Weights weights, String seen) throws PortException {
        require(!isRouteBroken && seen.equals("" + routeVersion), "the route changed");
        if (weights.candidate() > routed && candidateReady == 0) {
            violation = "traffic to a candidate without ready pods";
        }
        isClear = false;
        writeRoute(weights.candidate());
    }

    @Override
    public void clearRoute() {
        if (!isClear || routed > 0) {
            writeRoute(0);
            isClear = true;
        }
    }

    @Override
    public void rest(String seen) throws PortException {
        hold(seen);
    }

    @Override
    public void hold(String seen) throws PortException {
        require(seen.equals(Effect.Hold.ANY) || seen.equals("" + version), "the Deployment changed");
        version += isPaused ? 0 : 1;
        isPaused = true;
    }

    @Override
    public void resume(String seen) throws PortException {
        require(seen.equals("" + version), "the Deployment changed");
        if (routed < 100 && !pods.containsKey(template)) {
            violation = "the Deployment is let roll while it has traffic";
        }
        version += isPaused ? 1 : 0;
        isPaused = false;
    }

    @Override
    public void restore(Template wanted, String seen) throws PortException {
        require(seen.equals("" + version), "the Deployment changed");
        template = wanted.json();
        isPaused = false;
        version++;
    }

    @Override
    public void serveOnly(String uid) throws PortException {
        require(isPaused, "the Deployment is not paused");
        String kept = uid.substring("rs-".length());
        if (pods.getOrDefault(kept, 0) == 0) {
            pods.put(kept, 1);
        }
        pods.replaceAll((name, count) -> name.equals(kept) ? count : Integer.valueOf(0));
    }

    @Override
    public void sizeCandidate(Template wanted, int replicas) {
        if (routed > 0 && candidate != null && !wanted.json().equals(candidate)) {
            violation = "a candidate with traffic is re-pointed";
        }
        if (candidate == null || !candidate.equals(wanted.json())) {
            candidate = wanted.json();
            candidateReady = 0;
            candidateSeconds = 0;
        }
        candidateSize = replicas;
        candidateReady = Math.min(candidateReady, replicas);
    }

    @Override
    public void deleteCandidate() {
        if (routed > 0 && !isRouteBroken) {
            violation = "a candidate with weight " + routed + " is deleted";
        }
        candidate = null;
        candidateSize = 0;
        candidateReady = 0;
    }

    @Override
    public void sizeBaseline(Template wanted, int replicas) throws PortException {
        if (baseline.isForeign) {
            throw new PortException(PortException.Kind.REJECTED, "the baseline is not ours");
        }
        int before = baseline.made;
        baseline.size(wanted, replicas);
        if (routed > 0 && baseline.made > before) {
            violation = "a baseline is made while the candidate has traffic";
        }
        if (!wanted.json().equals("v1")) {
            violation = "the baseline runs " + wanted.json();
        }
    }

    @Override
    public void deleteBaseline() {
        baseline.delete();
    }

    @Override
    public void setAutoscalerFloor(int minReplicas) {
        floor = minReplicas;
    }
}
