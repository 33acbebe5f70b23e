package dev.sluice.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarningsTest {

    private final GovernedShop shop = new GovernedShop();

    @AfterEach
    void close() {
        shop.close();
    }

    private void networkPolicy(String name) {
        shop.apply("{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: " + name
                + ", namespace: shop}, spec: {podSelector: {matchLabels: {app: checkout}}}}");
    }

    private long told() {
        return shop.announcer.reasons().stream()
                .filter("LeavesCandidateOut"::equals)
                .count();
    }

    @Test
    void they_are_a_condition_and_an_event_and_stop_nothing() {
        networkPolicy("one");

        assertThat(shop.settle().reason().title()).isEqualTo("AtRest");

        assertThat(shop.condition("Warnings"))
                .startsWith("True LeavesCandidateOut: NetworkPolicy shop/one chooses pods by app=checkout");
        assertThat(shop.condition("Ready")).startsWith("True");
        assertThat(told()).isEqualTo(1);
    }

    @Test
    void a_sound_workload_says_so_and_tells_nobody() {
        shop.settle();

        assertThat(shop.condition("Warnings")).startsWith("False NothingFound: Nothing was found");
        assertThat(told()).isZero();
    }

    @Test
    void at_rest_they_are_not_read_again_until_the_policy_changes() {
        shop.settle();
        networkPolicy("one");

        shop.settle();
        assertThat(shop.condition("Warnings")).startsWith("False");

        shop.write("checkout");
        shop.settle();
        assertThat(shop.condition("Warnings")).startsWith("True").contains("shop/one");
    }

    @Test
    void they_are_read_when_a_release_begins_and_do_not_hold_it_up() {
        shop.settle();
        networkPolicy("one");
        shop.release("checkout", "v2");

        assertThat(shop.pass().reason().title()).isEqualTo("Releasing");

        assertThat(shop.condition("Warnings")).startsWith("True").contains("shop/one");
        assertThat(told()).isEqualTo(1);
        shop.pass();
        assertThat(shop.condition("Warnings")).startsWith("True").contains("shop/one");
        assertThat(told()).isEqualTo(1);
    }
}
