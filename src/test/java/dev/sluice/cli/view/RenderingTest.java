package dev.sluice.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RenderingTest {

    @Test
    void a_table_is_as_wide_as_its_widest_cells() {
        Table table = new Table("NAME", "PHASE");
        table.add(List.of("checkout", "Shifting"));
        table.add(List.of("cart", ""));

        assertThat(table.lines()).containsExactly("NAME       PHASE", "checkout   Shifting", "cart       –");
    }

    @Test
    void colours_take_no_columns() {
        String red = Paint.COLOURED.paint(Paint.Colour.RED, "no");

        assertThat(Paint.width(red)).isEqualTo(2);
        assertThat(Paint.pad(red, 4)).isEqualTo(red + "  ");
        assertThat(Paint.cut(red, 1)).isEqualTo("…");
        assertThat(Paint.PLAIN.paint(Paint.Colour.RED, "no")).isEqualTo("no");
    }

    @Test
    void a_bar_never_leaves_its_columns() {
        assertThat(Bar.of(0.5, 4)).isEqualTo("██░░");
        assertThat(Bar.of(7, 4)).isEqualTo("████");
        assertThat(Bar.of(-1, 4)).isEqualTo("░░░░");
    }

    @Test
    void evidence_goes_by_the_logarithm_of_the_odds() {
        assertThat(Bar.progress(0.2, 100)).isZero();
        assertThat(Bar.progress(10, 100)).isEqualTo(0.5);
        assertThat(Bar.progress(1e9, 100)).isEqualTo(1);
        assertThat(List.of(Bar.odds(0.25), Bar.odds(1234), Bar.odds(1e9))).containsExactly("0.3", "1,234", "1e9");
    }

    @Test
    void facts_stand_side_by_side_under_their_labels() {
        List<Row> left = List.of(Row.of("phase", "Baking"), new Row("because", List.of("one", "two")));
        List<Row> right = List.of(Row.of("phase", "Paused"), Row.of("because", "none"));

        assertThat(SideBySide.lines(List.of(left, right), 8))
                .containsExactly("phase       Baking    Paused", "because     one       none", "            two");
    }

    @Test
    void a_screen_draws_over_what_it_drew_and_cuts_what_does_not_fit() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Screen screen =
                new Screen(new PrintWriter(bytes, true, StandardCharsets.UTF_8), new Terminal(true, false, 10, 3));
        screen.draw(List.of("one", "a much longer line", "three"));
        screen.draw(List.of("two"));

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("one\u001b[K\na much l…\u001b[K\n\u001b[J\u001b[2A\rtwo\u001b[K\n\u001b[J");
    }

    @Test
    void ages_take_one_unit() {
        assertThat(List.of(Duration.ofSeconds(90), Duration.ofMinutes(12), Duration.ofHours(5), Duration.ofDays(3)))
                .extracting(Ages::of)
                .containsExactly("90s", "12m", "5h", "3d");
    }
}
