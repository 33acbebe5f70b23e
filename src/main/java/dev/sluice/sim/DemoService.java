package dev.sluice.sim;

/**
 * A service as a team would write it down: Deployment, Service and VirtualService of one name.
 *
 * @param tag of the image, which is also what the pods report as their version
 */
public record DemoService(String namespace, String name, int replicas, String tag) {

    /** Four replicas of {@code v1}. */
    public static DemoService named(String namespace, String name) {
        return new DemoService(namespace, name, 4, "v1");
    }

    public String image(String otherTag) {
        return "registry.example.com/" + name + ":" + otherTag;
    }

    public String manifests() {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: NAME, namespace: NAMESPACE, labels: {app: NAME}}
                spec:
                  replicas: REPLICAS
                  selector: {matchLabels: {app: NAME}}
                  template:
                    metadata: {labels: {app: NAME}}
                    spec:
                      containers:
                      - {name: NAME, image: "IMAGE", ports: [{name: http, containerPort: 8080}]}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: NAME, namespace: NAMESPACE}
                spec:
                  selector: {app: NAME}
                  ports: [{name: http, port: 80, targetPort: 8080}]
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: NAME, namespace: NAMESPACE}
                spec:
                  hosts: [NAME]
                  http:
                  - route:
                    - destination: {host: NAME, port: {number: 80}}
                """.replace("NAMESPACE", namespace)
                .replace("NAME", name)
                .replace("REPLICAS", "" + replicas)
                .replace("IMAGE", image(tag));
    }
}
