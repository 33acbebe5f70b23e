package dev.sluice.traffic.istio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.core.port.PortException;
import dev.sluice.core.traffic.TrafficTarget;
import dev.sluice.core.traffic.TrafficView;
import dev.sluice.core.traffic.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IstioRendererTest {

    private static final TrafficTarget ALL_ROUTES = target(List.of());

    @ParameterizedTest
    @MethodSource("rendered")
    void renders_the_golden_file(Path file) throws PortException {
        Golden golden = Golden.read(file);
        Map<String, Object> once = IstioRenderer.render(golden.before(), golden.target(), golden.weights());

        assertThat(Yaml.text(once)).as(golden.about()).isEqualTo(Yaml.text(golden.after()));
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void rendering_twice_equals_once(Path file) throws PortException {
        Golden golden = Golden.read(file);

        Map<String, Object> twice = IstioRenderer.render(golden.after(), golden.target(), golden.weights());

        assertThat(Yaml.text(twice)).as(golden.about()).isEqualTo(Yaml.text(golden.after()));
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void clearing_gives_the_original_back(Path file) {
        Golden golden = Golden.read(file);

        Map<String, Object> cleared = IstioRenderer.clear(golden.after(), golden.target());

        assertThat(Yaml.text(cleared)).as(golden.about()).isEqualTo(Yaml.text(golden.before()));
    }

    @ParameterizedTest
    @MethodSource("rendered")
    void a_rendered_object_reads_back_as_exactly_its_weights(Path file) throws PortException {
        Golden golden = Golden.read(file);

        TrafficView view = IstioRenderer.view(golden.after(), golden.target(), golden.weights());

        assertThat(view.configured()).as(golden.about()).isEqualTo(golden.weights());
        assertThat(view.isClear()).as(golden.about()).isEqualTo(golden.weights().isStableOnly());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses_with_a_remedy(Path file) {
        Map<String, Object> golden = Yaml.read(file);
        TrafficTarget target = target(routes(golden));
        Map<String, Object> object = Map.of("metadata", Map.of(), "spec", golden.get("spec"));

        PortException onRender =
                catchThrowableOfType(PortException.class, () -> IstioRenderer.render(object, target, new Weights(10)));
        PortException onView =
                catchThrowableOfType(PortException.class, () -> IstioRenderer.view(object, target, Weights.STABLE));

        assertThat(onRender.kind()).isEqualTo(PortException.Kind.REJECTED);
        assertThat(onRender).hasMessage(golden.get("message").toString());
        assertThat(onView).hasMessage(onRender.getMessage());
    }

    @Test
    void an_edit_of_the_weights_in_the_middle_of_a_release_is_what_is_given_back() throws PortException {
        Map<String, Object> edited = virtualService(
                "{destination: {host: checkout}, weight: 50}",
                "{destination: {host: checkout-canary}, weight: 10}",
                "{destination: {host: legacy}, weight: 40}");

        assertThat(routesOf(IstioRenderer.clear(edited, ALL_ROUTES)))
                .isEqualTo(routesOf(virtualService(
                        "{destination: {host: checkout}, weight: 60}", "{destination: {host: legacy}, weight: 40}")));
        assertThat(routesOf(IstioRenderer.render(edited, ALL_ROUTES, new Weights(50))))
                .isEqualTo(routesOf(virtualService(
                        "{destination: {host: checkout}, weight: 30}",
                        "{destination: {host: checkout-canary}, weight: 30}",
                        "{destination: {host: legacy}, weight: 40}")));
    }

    @Test
    void a_field_edited_at_the_stable_destination_reaches_the_candidate_with_the_next_shift() throws PortException {
        Map<String, Object> edited = virtualService(
                "{destination: {host: checkout}, weight: 90, headers: {response: {remove: [x]}}}",
                "{destination: {host: checkout-canary}, weight: 10}");

        assertThat(routesOf(IstioRenderer.render(edited, ALL_ROUTES, new Weights(20))))
                .isEqualTo(routesOf(virtualService(
                        "{destination: {host: checkout}, weight: 80, headers: {response: {remove: [x]}}}",
                        "{destination: {host: checkout-canary}, weight: 20, headers: {response: {remove: [x]}}}")));
    }

    @Test
    void a_stable_destination_removed_in_the_middle_comes_back_in_the_candidates_place() throws PortException {
        Map<String, Object> edited = virtualService(
                "{destination: {host: legacy}, weight: 40}", "{destination: {host: checkout-canary}, weight: 60}");

        assertThat(routesOf(IstioRenderer.clear(edited, ALL_ROUTES)))
                .isEqualTo(routesOf(virtualService(
                        "{destination: {host: legacy}, weight: 40}", "{destination: {host: checkout}, weight: 60}")));
    }

    @Test
    void clearing_needs_no_splittable_routes() {
        Map<String, Object> edited = virtualService(
                "{destination: {host: checkout, subset: v1}, weight: 40}",
                "{destination: {host: checkout, port: {number: 81}}, weight: 50}",
                "{destination: {host: checkout-canary}, weight: 10}");

        assertThat(routesOf(IstioRenderer.clear(edited, ALL_ROUTES)))
                .isEqualTo(routesOf(virtualService(
                        "{destination: {host: checkout, subset: v1}, weight: 40}",
                        "{destination: {host: checkout, port: {number: 81}}, weight: 60}")));
    }

    @Test
    void a_route_that_is_governed_no_more_gives_its_share_back() throws PortException {
        Map<String, Object> both = Yaml.parse("""
                metadata: {annotations: {release.sluice.dev/checkout: '{"a":null,"b":null}'}}
                spec:
                  http:
                  - {name: a, route: [{destination: {host: checkout}, weight: 90}, {destination: {host: checkout-canary}, weight: 10}]}
                  - {name: b, route: [{destination: {host: checkout}, weight: 90}, {destination: {host: checkout-canary}, weight: 10}]}
                """);

        Map<String, Object> rendered = IstioRenderer.render(both, target(List.of("a")), new Weights(10));

        assertThat(rendered).isEqualTo(Yaml.parse("""
                metadata: {annotations: {release.sluice.dev/checkout: '{"a":null}'}}
                spec:
                  http:
                  - {name: a, route: [{destination: {host: checkout}, weight: 90}, {destination: {host: checkout-canary}, weight: 10}]}
                  - {name: b, route: [{destination: {host: checkout}}]}
                """));
    }

    @Test
    void an_unreadable_note_costs_an_explicit_weight_and_nothing_else() {
        Map<String, Object> edited = Yaml.parse("""
                metadata: {annotations: {release.sluice.dev/checkout: 'by hand {'}}
                spec: {http: [{route: [{destination: {host: checkout}, weight: 90}, {destination: {host: checkout-canary}, weight: 10}]}]}
                """);

        assertThat(IstioRenderer.clear(edited, ALL_ROUTES)).isEqualTo(Yaml.parse("""
                metadata: {}
                spec: {http: [{route: [{destination: {host: checkout}, weight: 100}]}]}
                """));
    }

    @ParameterizedTest
    @CsvSource({
        "10, 10, 10", // as expected
        "10,  0,  0", // one route was reset: that must not hide behind the other
        "10,  3,  3",
        "40, 10, 40", // more than expected: the greatest counts
        "40, 45, 45",
        " 0,  0,  0",
    })
    void the_route_that_does_not_render_the_expected_weight_decides(int first, int second, int configured)
            throws PortException {
        Map<String, Object> object = Yaml.parse("""
                spec:
                  http:
                  - route: [{destination: {host: checkout}, weight: %d}, {destination: {host: checkout-canary}, weight: %d}]
                  - route: [{destination: {host: checkout}, weight: %d}, {destination: {host: checkout-canary}, weight: %d}]
                """.formatted(100 - first, first, 100 - second, second));

        assertThat(IstioRenderer.view(object, ALL_ROUTES, new Weights(10)).configured())
                .isEqualTo(new Weights(configured));
    }

    @ParameterizedTest
    @CsvSource({
        "100, 1, 1",
        "100, 99, 99",
        "100, 100, 100",
        "100, 0, 0",
        "70, 25, 18",
        "70, 1, 1",
        "30, 1, 1",
        "30, 99, 29",
        "5, 1, 1",
        "5, 99, 4",
        "2, 1, 1",
        "2, 99, 1",
        "2, 100, 2",
        "0, 50, 0",
        "1000000, 33, 330000",
    })
    void a_share_is_rounded_and_leaves_both_sides_something(int own, int percent, int candidate) {
        assertThat(ServiceRoute.candidateShare(own, new Weights(percent))).isEqualTo(candidate);
    }

    static List<Path> rendered() {
        return Yaml.files("/istio/rendered");
    }

    static List<Path> refused() {
        return Yaml.files("/istio/refused");
    }

    private static TrafficTarget target(List<String> routes) {
        return new TrafficTarget("shop", "checkout", "checkout-canary", "checkout", routes);
    }

    private static List<String> routes(Map<String, Object> golden) {
        return Tree.list(golden.get("routes")).stream().map(Object::toString).toList();
    }

    private static Map<String, Object> virtualService(String... destinations) {
        return Yaml.parse("""
                metadata: {annotations: {release.sluice.dev/checkout: '{"http[0]":null}'}}
                spec: {http: [{route: [%s]}]}
                """.formatted(String.join(", ", destinations)));
    }

    private static Object routesOf(Map<String, Object> virtualService) {
        return virtualService.get("spec");
    }

    private record Golden(
            String about,
            TrafficTarget target,
            Weights weights,
            Map<String, Object> before,
            Map<String, Object> after) {

        static Golden read(Path file) {
            Map<String, Object> golden = Yaml.read(file);
            return new Golden(
                    golden.get("about").toString(),
                    IstioRendererTest.target(routes(golden)),
                    new Weights((Integer) golden.get("weight")),
                    Tree.map(golden.get("before")),
                    Tree.map(golden.get("after")));
        }
    }
}
