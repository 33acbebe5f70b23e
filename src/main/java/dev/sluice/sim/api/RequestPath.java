package dev.sluice.sim.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a resource path such as {@code /apis/apps/v1/namespaces/shop/deployments/cart/scale}. Absent parts are
 * empty.
 */
record RequestPath(String group, String version, String namespace, String plural, String name, String subresource) {

    /** Empty if the path does not lead to a resource. */
    static Optional<RequestPath> parse(String path) {
        List<String> parts =
                new ArrayList<>(Arrays.asList(path.replaceAll("^/+|/+$", "").split("/", -1)));
        boolean core = parts.get(0).equals("api");
        if (!core && !parts.get(0).equals("apis")) {
            return Optional.empty();
        }
        parts.remove(0);
        String group = core ? "" : take(parts);
        String version = take(parts);
        String namespace = "";
        if (parts.size() > 2 && parts.get(0).equals("namespaces") && !isSubresource(parts.get(2))) {
            namespace = parts.get(1);
            parts = parts.subList(2, parts.size());
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new RequestPath(group, version, namespace, take(parts), take(parts), take(parts)));
    }

    private static boolean isSubresource(String word) {
        return word.equals("status") || word.equals("finalize");
    }

    private static String take(List<String> parts) {
        return parts.isEmpty() ? "" : parts.remove(0);
    }
}
