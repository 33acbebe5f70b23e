package dev.sluice.workload.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.policy.FieldError;
import dev.sluice.core.port.PortException;
import dev.sluice.core.workload.Template;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.api.ApiObjects;
import dev.sluice.workload.kube.api.Kind;
import dev.sluice.workload.kube.candidate.CandidateLabel;
import dev.sluice.workload.kube.candidate.CandidateRendering;
import dev.sluice.workload.kube.candidate.CandidateTemplate;
import dev.sluice.workload.kube.candidate.LabelChoice;
import dev.sluice.workload.kube.tree.Fields;
import dev.sluice.workload.kube.tree.Templates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates, changes, scales and deletes the candidate. */
final class CandidateKeeper {
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
        OwnObjects own = new OwnObjects(objects, target);
        Optional<ObjectNode> deployment = own.find(TargetNames.candidate(target));
        Optional<ObjectNode> service = own.find(TargetNames.candidateService(target));
        ObjectNode judged = Templates.parsed(template);
        CandidateLabel label = label(target, stable, judged, deployment);
        CandidateRendering rendering = new CandidateRendering(target, label);
        ObjectNode wanted = rendering.service(stableService);
        own.keep(TargetNames.candidateService(target), service, wanted, serviceFields(wanted));
        own.keepDeployment(TargetNames.candidate(target), deployment, rendering.deployment(stable, judged, replicas));
    }

    void delete(WorkloadTarget target) throws PortException {
        OwnObjects own = new OwnObjects(objects, target);
        own.delete(TargetNames.candidate(target));
        own.delete(TargetNames.candidateService(target));
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

    private static Set<String> serviceFields(ObjectNode wanted) {
        return Fields.spec(wanted).properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !SERVICE_FIXED.contains(field))
                .collect(Collectors.toSet());
    }
}
