package dev.sluice.workload.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.policy.FieldError;
import dev.sluice.core.port.PortException;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.api.ApiObjects;
import dev.sluice.workload.kube.api.Kind;
import dev.sluice.workload.kube.api.ObjectName;
import dev.sluice.workload.kube.candidate.CandidateLabel;
import dev.sluice.workload.kube.candidate.CandidateRendering;
import dev.sluice.workload.kube.candidate.CandidateTemplate;
import dev.sluice.workload.kube.candidate.LabelChoice;
import dev.sluice.workload.kube.candidate.Marks;
import dev.sluice.workload.kube.tree.Fields;
import dev.sluice.workload.kube.tree.SpecPatch;
import dev.sluice.workload.kube.tree.TemplateForm;
import dev.sluice.workload.kube.tree.Templates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates, changes, scales and deletes the candidate, and nothing that another made. */
final class CandidateKeeper {
    private static final List<String> DEPLOYMENT_FIELDS =
            List.of("template", "replicas", "paused", "minReadySeconds", "progressDeadlineSeconds");
    /** Chosen by the API server and not to be changed after. */
    private static final Set<String> SERVICE_FIXED = Set.of("clusterIP", "ipFamilies", "ipFamilyPolicy");

    private final ApiObjects objects;

    CandidateKeeper(ApiObjects objects) {
        this.objects = objects;
    }

    /** Whether the candidate's template, as it stands now, is what is made of the judged one. */
    static boolean isMadeFrom(ObjectNode judged, JsonNode stable, JsonNode candidate) {
        return CandidateLabel.of(stable, candidate)
                .map(label -> CandidateTemplate.of(judged, label))
                .filter(wanted -> Templates.areSame(wanted, Templates.of(candidate)))
                .isPresent();
    }

    void start(WorkloadTarget target, Template template, int replicas) throws PortException {
        ObjectNode stable = objects.require(TargetNames.deployment(target));
        ObjectNode stableService = objects.require(TargetNames.service(target));
        Optional<ObjectNode> deployment = ours(TargetNames.candidate(target), target);
        Optional<ObjectNode> service = ours(TargetNames.candidateService(target), target);
        ObjectNode judged = Templates.parsed(template);
        CandidateLabel label = label(target, stable, judged, deployment);
        CandidateRendering rendering = new CandidateRendering(target, label);
        keepService(TargetNames.candidateService(target), service, rendering.service(stableService));
        keepDeployment(TargetNames.candidate(target), deployment, rendering.deployment(stable, judged, replicas));
    }

    void delete(WorkloadTarget target) throws PortException {
        for (ObjectName name : List.of(TargetNames.candidate(target), TargetNames.candidateService(target))) {
            Optional<ObjectNode> live = objects.find(name);
            if (live.isPresent() && Marks.isOurs(live.get(), target)) {
                objects.delete(name, live.get());
            }
        }
    }

    private Optional<ObjectNode> ours(ObjectName name, WorkloadTarget target) throws PortException {
        Optional<ObjectNode> live = objects.find(name);
        if (live.isPresent()) {
            Marks.requireOurs(name, live.get(), target);
        }
        return live;
    }

    /** The label that the candidate has already, where it has one: a Deployment's selector cannot be changed. */
    private CandidateLabel label(
            WorkloadTarget target, ObjectNode stable, ObjectNode judged, Optional<ObjectNode> candidate)
            throws PortException {
        LabelChoice choice = LabelChoice.among(
                target,
                stable,
                List.of(Templates.of(stable), judged),
                objects.list(Kind.SERVICE, target.namespace(), Map.of()));
        return candidate
                .flatMap(live -> CandidateLabel.of(stable, live))
                .filter(choice::separates)
                .or(choice::label)
                .orElseThrow(() -> new PortException(
                        PortException.Kind.REJECTED,
                        choice.obstacles().stream().map(FieldError::toString).collect(Collectors.joining(". "))));
    }

    private void keepService(ObjectName name, Optional<ObjectNode> live, ObjectNode wanted) throws PortException {
        if (live.isEmpty()) {
            objects.create(name, wanted);
            return;
        }
        Set<String> fields = Fields.spec(wanted).properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !SERVICE_FIXED.contains(field))
                .collect(Collectors.toSet());
        write(name, live.get(), SpecPatch.of(live.get(), Fields.spec(wanted), fields));
    }

    private void keepDeployment(ObjectName name, Optional<ObjectNode> live, ObjectNode wanted) throws PortException {
        if (live.isEmpty()) {
            objects.create(name, wanted);
            return;
        }
        if (!selectorForm(live.get()).equals(selectorForm(wanted))) {
            throw new PortException(
                    PortException.Kind.REJECTED,
                    name + " selects its pods by another label than it would now, which cannot be changed; delete it "
                            + "with kubectl delete " + name.forKubectl());
        }
        write(name, live.get(), SpecPatch.of(live.get(), Fields.spec(wanted), DEPLOYMENT_FIELDS));
    }

    private void write(ObjectName name, ObjectNode live, SpecPatch patch) throws PortException {
        if (!patch.isEmpty()) {
            objects.jsonPatch(name, patch.at(Fields.resourceVersion(live)));
        }
    }

    private static JsonNode selectorForm(JsonNode deployment) {
        return TemplateForm.of("", Fields.spec(deployment).path("selector"));
    }
}
