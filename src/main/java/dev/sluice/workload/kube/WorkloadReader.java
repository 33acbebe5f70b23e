package dev.sluice.workload.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.port.PortException;
import dev.sluice.core.workload.BaselineView;
import dev.sluice.core.workload.CandidateView;
import dev.sluice.core.workload.DeploymentView;
import dev.sluice.core.workload.KnownTemplates;
import dev.sluice.core.workload.PodProblem;
import dev.sluice.core.workload.RollView;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.core.workload.WorkloadView;
import dev.sluice.workload.kube.api.ApiObjects;
import dev.sluice.workload.kube.candidate.Marks;
import dev.sluice.workload.kube.pod.PodProblems;
import dev.sluice.workload.kube.pod.PodVitals;
import dev.sluice.workload.kube.pod.Pods;
import dev.sluice.workload.kube.tree.Fields;
import dev.sluice.workload.kube.tree.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a workload. Asks the API server every time: what is decided on an old picture is refused when written. */
final class WorkloadReader {
    private final ApiObjects objects;

    WorkloadReader(ApiObjects objects) {
        this.objects = objects;
    }

    WorkloadView view(WorkloadTarget target, KnownTemplates known) throws PortException {
        ObjectNode deployment = objects.require(TargetNames.deployment(target));
        Fleet.Listed listed = Fleet.Listed.by(objects, deployment);
        Fleet stable = listed.of(deployment);
        String servingUid = known.servingUid() == null ? "" : known.servingUid();
        ObjectNode serving = serving(stable, servingUid, known);
        List<ObjectNode> servingSets = stable.serving(servingUid, serving);
        return new WorkloadView(
                deployment(stable, serving, parsed(known.judged())),
                roll(stable, servingSets),
                PodVitals.of(stable.podsOf(servingSets)),
                candidate(target, deployment, parsed(known.judged())),
                baseline(target, listed, serving),
                new Autoscalers(objects).floor(target).orElse(null));
    }

    private static DeploymentView deployment(Fleet stable, @Nullable ObjectNode serving, @Nullable ObjectNode judged) {
        ObjectNode deployment = stable.deployment();
        ObjectNode template = Templates.of(deployment);
        return new DeploymentView(
                Fields.resourceVersion(deployment),
                stable.generation(),
                Fields.isPaused(deployment),
                Marks.heldBy(deployment),
                stable.desired(),
                Templates.stored(template),
                Templates.state(template, serving, judged),
                images(template));
    }

    /** The live ReplicaSet's template where there is one: the API server keeps its defaults up to date, ours it cannot. */
    private static @Nullable ObjectNode serving(Fleet stable, String servingUid, KnownTemplates known)
            throws PortException {
        Optional<ObjectNode> live = stable.replicaSet(servingUid);
        return live.isPresent() ? Templates.of(live.get()) : parsed(known.serving());
    }

    private static @Nullable ObjectNode parsed(@Nullable Template template) throws PortException {
        return template == null ? null : Templates.parsed(template);
    }

    private static List<String> images(JsonNode template) {
        List<String> images = new ArrayList<>();
        Fields.spec(template)
                .path("containers")
                .forEach(container -> images.add(container.path("image").asText("")));
        return images;
    }

    private static RollView roll(Fleet fleet, List<ObjectNode> serving) {
        String newUid = fleet.current().map(Fields::uid).orElse("");
        List<ObjectNode> fresh = fleet.podsOf(newUid);
        List<ObjectNode> all = fleet.ownedPods();
        int ready = Pods.countReady(fresh);
        boolean isOnlyNew = !newUid.isEmpty() && all.size() == fresh.size();
        boolean isAllReady = ready == fresh.size() && ready == fleet.desired();
        return new RollView(
                fleet.isObserved() && isOnlyNew && isAllReady,
                newUid,
                ready,
                serving.isEmpty() ? "" : Fields.uid(serving.get(0)),
                serving.stream().mapToInt(fleet::readyOf).sum(),
                Pods.countReady(all),
                problems(fleet, fresh));
    }

    private @Nullable CandidateView candidate(WorkloadTarget target, JsonNode stable, @Nullable ObjectNode judged)
            throws PortException {
        Optional<ObjectNode> deployment = objects.find(TargetNames.candidate(target));
        Optional<ObjectNode> service = objects.find(TargetNames.candidateService(target));
        boolean isOurs = deployment.stream().allMatch(found -> Marks.isOurs(found, target))
                && service.stream().allMatch(found -> Marks.isOurs(found, target));
        if (deployment.isEmpty()) {
            return service.isEmpty() ? null : new CandidateView(isOurs, false, true, 0, 0, false, List.of(), List.of());
        }
        Fleet fleet = Fleet.read(objects, deployment.get());
        List<ObjectNode> pods = fleet.podsOf(fleet.current().map(Fields::uid).orElse(""));
        return new CandidateView(
                isOurs,
                judged != null && CandidateKeeper.isMadeFrom(judged, stable, deployment.get()),
                service.isPresent(),
                fleet.desired(),
                fleet.hasReadyStrays() ? 0 : Pods.countReady(pods),
                isDeadlineExceeded(deployment.get()),
                problems(fleet, pods),
                PodVitals.of(pods));
    }

    /** Its pods have all labels of the stable ones, so they were listed with them. */
    private @Nullable BaselineView baseline(WorkloadTarget target, Fleet.Listed listed, @Nullable ObjectNode serving)
            throws PortException {
        Optional<ObjectNode> found = objects.find(TargetNames.baseline(target));
        if (found.isEmpty()) {
            return null;
        }
        ObjectNode deployment = found.get();
        if (!Marks.isOurs(deployment, target)) {
            return new BaselineView(false, false, Fields.replicas(deployment), 0, List.of(), List.of());
        }
        Fleet fleet = listed.of(deployment);
        List<ObjectNode> pods = fleet.podsOf(fleet.current().map(Fields::uid).orElse(""));
        return new BaselineView(
                true,
                BaselineKeeper.isMadeFrom(serving, deployment),
                fleet.desired(),
                Pods.countReady(pods),
                problems(fleet, pods),
                PodVitals.of(pods));
    }

    private static boolean isDeadlineExceeded(JsonNode deployment) {
        JsonNode progress = Fields.condition(deployment, "Progressing");
        return "ProgressDeadlineExceeded".equals(progress.path("reason").asText(""));
    }

    private static List<PodProblem> problems(Fleet fleet, List<ObjectNode> pods) {
        List<PodProblem> problems = new ArrayList<>(PodProblems.of(pods));
        problems.addAll(fleet.current()
                .map(PodProblems::ofReplicaSet)
                .orElseGet(() -> PodProblems.ofDeployment(fleet.deployment())));
        return problems;
    }
}
