package dev.sluice.workload.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.core.policy.FieldError;
import dev.sluice.core.port.PortException;
import dev.sluice.core.workload.WorkloadTarget;
import dev.sluice.workload.kube.api.ApiObjects;
import dev.sluice.workload.kube.api.Kind;
import dev.sluice.workload.kube.api.ObjectName;
import dev.sluice.workload.kube.candidate.LabelChoice;
import dev.sluice.workload.kube.candidate.Marks;
import dev.sluice.workload.kube.tree.Fields;
import dev.sluice.workload.kube.tree.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What stands against governing a workload, each with what to do about it. */
final class Preflight {
    private static final String WORKLOAD = "spec.workload.name";
    private static final String SERVICE = "spec.traffic.service";
    private static final int LONGEST_NAME = 63;
    private static final Pattern SERVICE_NAME = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

    private final ApiObjects objects;

    Preflight(ApiObjects objects) {
        this.objects = objects;
    }

    List<FieldError> errors(WorkloadTarget target) throws PortException {
        List<FieldError> errors = new ArrayList<>();
        Optional<ObjectNode> deployment = objects.find(TargetNames.deployment(target));
        List<ObjectNode> services = objects.list(Kind.SERVICE, target.namespace(), Map.of());
        errors.addAll(ofName(target));
        errors.addAll(
                deployment.isPresent()
                        ? ofDeployment(target, deployment.get())
                        : missing(WORKLOAD, "workload", target));
        errors.addAll(ofService(target, deployment, services));
        if (deployment.isPresent()) {
            errors.addAll(LabelChoice.among(target, deployment.get(), List.of(Templates.of(deployment.get())), services)
                    .obstacles());
        }
        errors.addAll(ofForeign(TargetNames.candidate(target), target));
        errors.addAll(ofForeign(TargetNames.candidateService(target), target));
        errors.addAll(ofAutoscalers(target));
        return errors;
    }

    /** The candidate's name is a Service's and a label's too, which are shorter than a Deployment's may be. */
    private static List<FieldError> ofName(WorkloadTarget target) {
        String name = target.candidate();
        if (name.length() <= LONGEST_NAME && SERVICE_NAME.matcher(name).matches()) {
            return List.of();
        }
        return List.of(new FieldError(
                WORKLOAD,
                "the candidate's name " + name + " cannot be a Service's",
                "name the Deployment so that it has lower-case letters, digits and dashes only, a letter first, and at "
                        + "most "
                        + (LONGEST_NAME - name.length() + target.name().length()) + " of them"));
    }

    private static List<FieldError> missing(String path, String what, WorkloadTarget target) {
        ObjectName name = WORKLOAD.equals(path) ? TargetNames.deployment(target) : TargetNames.service(target);
        return List.of(new FieldError(
                path, name + " does not exist", "create it, or write the name of the " + what + " that is meant"));
    }

    private static List<FieldError> ofDeployment(WorkloadTarget target, JsonNode deployment) {
        for (JsonNode owner : deployment.path("metadata").path("ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                String controller =
                        owner.path("kind").asText("") + " " + owner.path("name").asText("");
                return List.of(new FieldError(
                        WORKLOAD,
                        TargetNames.deployment(target) + " is controlled by " + controller
                                + ", which would undo what Sluice does",
                        "name a Deployment that no controller owns"));
            }
        }
        return List.of();
    }

    private static List<FieldError> ofService(
            WorkloadTarget target, Optional<ObjectNode> deployment, List<ObjectNode> services) {
        Optional<ObjectNode> service = services.stream()
                .filter(found -> target.service().equals(Fields.name(found)))
                .findFirst();
        if (service.isEmpty()) {
            return missing(SERVICE, "Service that clients call", target);
        }
        Map<String, String> selector = Fields.texts(Fields.spec(service.get()).path("selector"));
        if (selector.isEmpty()) {
            return List.of(new FieldError(
                    SERVICE,
                    TargetNames.service(target) + " has no selector",
                    "name a Service that selects the pods of Deployment " + target.name()));
        }
        return deployment
                .map(Templates::of)
                .filter(template -> !LabelChoice.isInFrontOf(service.get(), template))
                .map(template -> selectsNothing(target, selector, template))
                .orElse(List.of());
    }

    private static List<FieldError> selectsNothing(
            WorkloadTarget target, Map<String, String> selector, JsonNode template) {
        return List.of(new FieldError(
                SERVICE,
                TargetNames.service(target) + " selects " + selector + ", but the pods of Deployment " + target.name()
                        + " have the labels " + Fields.texts(Fields.labels(template)),
                "name the Service of these pods, or correct its selector"));
    }

    private List<FieldError> ofForeign(ObjectName name, WorkloadTarget target) throws PortException {
        return objects.find(name)
                .filter(found -> !Marks.isOurs(found, target))
                .map(found -> List.of(new FieldError(
                        WORKLOAD,
                        name + " exists and was not made by this policy; the candidate needs its name",
                        "rename it, or delete it with kubectl delete " + name.forKubectl())))
                .orElse(List.of());
    }

    private List<FieldError> ofAutoscalers(WorkloadTarget target) throws PortException {
        List<ObjectNode> found = new Autoscalers(objects).on(target);
        if (found.size() < 2) {
            return List.of();
        }
        String names = found.stream().map(Fields::name).collect(Collectors.joining(", "));
        return List.of(new FieldError(
                WORKLOAD,
                "several HorizontalPodAutoscalers scale " + TargetNames.deployment(target) + ": " + names,
                "keep one of them"));
    }
}
