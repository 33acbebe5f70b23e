package dev.sluice.sim.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The kinds that are served without a CustomResourceDefinition. */
final class BuiltInTypes {

    /** API version, kind, plural, scope and status subresource, short names, columns (name:path). */
    private static final String TABLE = """
            v1                      | Namespace        | namespaces        | cluster,status | ns     | Status:.status.phase
            v1                      | Node             | nodes             | cluster,status | no     |
            v1                      | Pod              | pods              | status         | po     | Phase:.status.phase;Ready:.status.conditions[?(@.type=="Ready")].status;Waiting:.status.containerStatuses[0].state.waiting.reason;Restarts:.status.containerStatuses[0].restartCount
            v1                      | Service          | services          | status         | svc    | Type:.spec.type;Cluster-IP:.spec.clusterIP;Port(s):.spec.ports[*].port
            v1                      | ConfigMap        | configmaps        |                | cm     |
            v1                      | Secret           | secrets           |                |        | Type:.type
            v1                      | ServiceAccount   | serviceaccounts   |                | sa     |
            v1                      | Endpoints        | endpoints         |                | ep     |
            v1                      | Event            | events            |                | ev     | Type:.type;Reason:.reason;Object:.involvedObject.name;Message:.message
            apps/v1                 | Deployment       | deployments       | status         | deploy | Desired:.spec.replicas;Ready:.status.readyReplicas;Up-to-date:.status.updatedReplicas;Available:.status.availableReplicas;Paused:.spec.paused
            apps/v1                 | ReplicaSet       | replicasets       | status         | rs     | Desired:.spec.replicas;Current:.status.replicas;Ready:.status.readyReplicas
            apps/v1                 | StatefulSet      | statefulsets      | status         | sts    |
            apps/v1                 | DaemonSet        | daemonsets        | status         | ds     |
            batch/v1                | Job              | jobs              | status         |        |
            coordination.k8s.io/v1  | Lease            | leases            |                |        | Holder:.spec.holderIdentity
            events.k8s.io/v1        | Event            | events            |                | ev     | Type:.type;Reason:.reason;Object:.regarding.name;Message:.note
            discovery.k8s.io/v1     | EndpointSlice    | endpointslices    |                |        |
            policy/v1               | PodDisruptionBudget | poddisruptionbudgets | status   | pdb    |
            networking.k8s.io/v1    | NetworkPolicy    | networkpolicies   |                | netpol |
            autoscaling/v2          | HorizontalPodAutoscaler | horizontalpodautoscalers | status | hpa | Target:.spec.scaleTargetRef.name;Min:.spec.minReplicas;Max:.spec.maxReplicas
            apiextensions.k8s.io/v1 | CustomResourceDefinition | customresourcedefinitions | cluster,status | crd,crds |
            networking.istio.io/v1  | VirtualService   | virtualservices   | status         | vs     | Hosts:.spec.hosts;Weights:.spec.http[0].route[*].weight
            networking.istio.io/v1  | DestinationRule  | destinationrules  | status         | dr     | Host:.spec.host
            networking.istio.io/v1  | Gateway          | gateways          | status         | gw     |
            security.istio.io/v1    | AuthorizationPolicy | authorizationpolicies | status  | ap     |
            sluice.dev/v1alpha1     | ReleasePolicy    | releasepolicies   | status         | rp     | Ready:.status.conditions[?(@.type=="Ready")].status;Phase:.status.phase;Release:.status.release;Step:.status.step;Weight:.status.weight;Verdict:.status.verdict
            sluice.dev/v1alpha1     | MetricTemplate   | metrictemplates   |                | mt     | Description:.spec.description
            sluice.dev/v1alpha1     | ClusterMetricTemplate | clustermetrictemplates | cluster | cmt  | Description:.spec.description
            sluice.dev/v1alpha1     | Release          | releases          | status         | rel    | Policy:.spec.policy;Phase:.status.phase;Step:.status.step;Weight:.status.weight;Verdict:.status.verdict
            """;

    private BuiltInTypes() {}

    static List<ResourceType> all() {
        return TABLE.lines().map(BuiltInTypes::parse).toList();
    }

    private static ResourceType parse(String line) {
        String[] cell = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        int slash = cell[0].indexOf('/');
        List<String> traits = words(cell[3], ",");
        return new ResourceType(
                slash < 0 ? "" : cell[0].substring(0, slash),
                cell[0].substring(slash + 1),
                cell[2],
                cell[1],
                words(cell[4], ","),
                !traits.contains("cluster"),
                traits.contains("status"),
                columns(cell[5]));
    }

    private static List<PrinterColumn> columns(String cell) {
        List<PrinterColumn> columns = new ArrayList<>();
        for (String column : words(cell, ";")) {
            int colon = column.indexOf(":.");
            columns.add(new PrinterColumn(column.substring(0, colon), "string", column.substring(colon + 1), 0));
        }
        columns.add(PrinterColumn.age());
        return columns;
    }

    private static List<String> words(String cell, String separator) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(separator, -1));
    }
}
