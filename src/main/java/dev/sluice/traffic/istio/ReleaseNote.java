package dev.sluice.traffic.istio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The annotation that marks a VirtualService while a release of a service uses it. Its key ends in the service's name,
 * so that services which share a VirtualService do not meet.
 *
 * <p>Its value remembers what the weights alone cannot tell: how a route's only destination was weighted before it was
 * split, as JSON from route label to that weight, {@code null} where there was none. A weight of 100 is not noted.
 *
 * @param weights by route label; a null value means "no weight"
 */
record ReleaseNote(Map<String, Object> weights) {

    private static final String KEY_PREFIX = "release.sluice.dev/";
    private static final ObjectMapper JSON = new ObjectMapper();

    ReleaseNote {
        weights = Collections.unmodifiableMap(new TreeMap<>(weights));
    }

    static String key(String service) {
        return KEY_PREFIX + service;
    }

    /** Adds what a route without candidate needs remembered, if anything, to {@code weights}. */
    static void note(ServiceRoute route, Map<String, Object> weights) {
        if (route.isOnlyOurs()) {
            Object weight = Tree.map(route.destinations().get(0)).get("weight");
            if (!Integer.valueOf(100).equals(weight)) {
                weights.put(route.label(), weight);
            }
        }
    }

    static boolean isOn(Map<String, Object> virtualService, String service) {
        return annotations(virtualService).containsKey(key(service));
    }

    /** Reads the note; an unreadable one is empty, which costs no more than an explicit weight of 100 at the end. */
    static ReleaseNote on(Map<String, Object> virtualService, String service) {
        String text = Tree.text(annotations(virtualService), key(service)).orElse("{}");
        try {
            return new ReleaseNote(Tree.map(JSON.readValue(text, Object.class)));
        } catch (JsonProcessingException e) {
            return new ReleaseNote(Map.of());
        }
    }

    /** Gives a route's only destination the weight back that it had before it was split. */
    void restore(String label, Map<String, Object> destination) {
        if (!weights.containsKey(label)) {
            return;
        }
        Object weight = weights.get(label);
        if (weight == null) {
            destination.remove("weight");
        } else {
            destination.put("weight", weight);
        }
    }

    Map<String, Object> writeTo(Map<String, Object> virtualService, String service) {
        Map<String, Object> annotations = annotations(virtualService);
        annotations.put(key(service), asJson());
        return withAnnotations(virtualService, annotations);
    }

    static Map<String, Object> removeFrom(Map<String, Object> virtualService, String service) {
        if (!isOn(virtualService, service)) {
            return virtualService;
        }
        Map<String, Object> annotations = annotations(virtualService);
        annotations.remove(key(service));
        return withAnnotations(virtualService, annotations);
    }

    private static Map<String, Object> annotations(Map<String, Object> virtualService) {
        return Tree.map(Tree.map(virtualService.get("metadata")).get("annotations"));
    }

    private static Map<String, Object> withAnnotations(Map<String, Object> object, Map<String, Object> annotations) {
        Map<String, Object> metadata = Tree.map(object.get("metadata"));
        if (annotations.isEmpty()) {
            metadata.remove("annotations");
        } else {
            metadata.put("annotations", annotations);
        }
        Map<String, Object> copy = new LinkedHashMap<>(object);
        copy.put("metadata", metadata);
        return copy;
    }

    private String asJson() {
        try {
            return JSON.writeValueAsString(weights);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of numbers did not turn into JSON", e);
        }
    }
}
