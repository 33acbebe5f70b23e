package dev.sluice.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.core.port.PortException.Kind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pass that a port cuts short. */
class SetBackTest {

    private final GovernedShop shop = new GovernedShop();

    @AfterEach
    void close() {
        shop.close();
    }

    private long told(String reason) {
        return shop.announcer.reasons().stream().filter(reason::equals).count();
    }

    @Test
    void a_refusal_is_in_the_status_and_told_once() {
        shop.pass();
        shop.hold.fail(Kind.REJECTED, "Deployment shop/checkout may not be written");

        Report first = shop.pass();
        Report second = shop.pass();

        assertThat(shop.condition("Ready"))
                .startsWith(
                        "False RefusedByApi: Deployment shop/checkout may not be written. Mend what the message names");
        assertThat(shop.condition("Stalled")).startsWith("True RefusedByApi");
        assertThat(shop.condition("Valid")).startsWith("True");
        assertThat(told("RefusedByApi")).isEqualTo(1);
        assertThat(first.wakeAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(second.wakeAfter()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void it_is_over_when_a_pass_comes_through() {
        shop.pass();
        shop.hold.fail(Kind.REJECTED, "no");
        shop.pass();
        shop.hold.work();

        assertThat(shop.settle().reason().title()).isEqualTo("AtRest");

        assertThat(shop.condition("Ready")).startsWith("True");
        assertThat(shop.condition("Stalled")).startsWith("False");
    }

    @Test
    void what_passes_by_is_not_told_until_it_has_lasted_for_a_minute() {
        shop.pass();
        shop.hold.fail(Kind.TRANSIENT, "busy");

        assertThat(shop.pass().wakeAfter()).isEqualTo(Duration.ofMillis(500));
        assertThat(shop.condition("Ready")).startsWith("True");

        shop.live(Duration.ofMinutes(1));
        shop.pass();
        shop.pass();

        assertThat(shop.condition("Ready")).isEqualTo("False HeldUp: busy");
        assertThat(shop.condition("Stalled")).startsWith("False");
        assertThat(told("HeldUp")).isEqualTo(1);
    }

    @Test
    void letting_go_that_is_refused_is_told_once_and_tried_again() {
        shop.settle();
        shop.hold.fail(Kind.REJECTED, "Deployment shop/checkout may not be written");

        assertThat(shop.letGo().phase()).isNotEqualTo("Gone");
        assertThat(shop.letGo().wakeAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(told("RefusedByApi")).isEqualTo(1);

        shop.hold.work();
        assertThat(shop.letGo().phase()).isEqualTo("Gone");
    }
}
