package dev.sluice.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.chart.Curve.Pencil;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ChartTest {

    private static final Pencil BLUE = new Pencil("#0000ff", false);
    private static final Pencil DASHED = new Pencil("#ff0000", true);

    @TempDir
    Path directory;

    private static Chart chart(double... values) {
        Curve solid = Curve.cumulative("a < b & c", BLUE, values, values.length);
        Curve dashed = Curve.cumulative("other", DASHED, new double[0], 5);
        return new Chart(List.of(
                new Panel("Left", "minutes", false, List.of(solid)),
                new Panel("Right", "requests", true, List.of(solid, dashed))));
    }

    private Document svg(Chart chart) throws Exception {
        Path file = directory.resolve("chart.svg");
        chart.write(file);
        String text = Files.readString(file);
        assertThat(text).doesNotContain("NaN", "Infinity");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void an_svg_names_every_curve_and_draws_it_in_its_colour() throws Exception {
        Document document = svg(chart(1, 2, 3));

        assertThat(document.getDocumentElement().getAttribute("width")).isEqualTo("1120");
        assertThat(texts(document)).contains("Left", "Right", "minutes", "requests", "a < b & c", "other", "100 %");
        assertThat(lines(document, "#0000ff")).hasSize(4).noneMatch(line -> line.hasAttribute("stroke-dasharray"));
        assertThat(lines(document, "#ff0000")).hasSize(2).allMatch(line -> line.hasAttribute("stroke-dasharray"));
    }

    @Test
    void a_curve_rises_from_the_lower_left_to_where_all_values_are() throws Exception {
        String points = lines(svg(chart(1, 2, 4)), "#0000ff").get(0).getAttribute("points");
        List<String> places = List.of(points.split(" ", -1));

        assertThat(places.get(0)).isEqualTo("56,336");
        assertThat(places).hasSize(7);
        assertThat(places.get(6)).endsWith(",36");
    }

    @Test
    void values_of_nothing_but_zero_are_drawn_too() throws Exception {
        assertThat(lines(svg(chart(0, 0)), "#0000ff")).isNotEmpty();
    }

    @Test
    void a_png_has_two_dots_a_pixel_and_ink_on_white() throws Exception {
        Path file = directory.resolve("chart.PNG");
        chart(1, 2, 3).write(file);
        BufferedImage image = ImageIO.read(file.toFile());

        assertThat(image.getWidth()).isEqualTo(2240);
        assertThat(image.getRGB(3, 3)).isEqualTo(0xffffffff);
        assertThat(hasColour(image, 0xff0000ff)).isTrue();
    }

    @Test
    void only_files_of_the_two_formats_can_be_written() {
        assertThat(List.of("a.svg", "b.PNG", "c.gif", "png"))
                .filteredOn(name -> Chart.canWrite(Path.of(name)))
                .containsExactly("a.svg", "b.PNG");
    }

    @Test
    void many_values_become_few_points_without_losing_the_shape() {
        double[] values = DoubleStream.iterate(0, v -> v + 1).limit(100_000).toArray();
        Curve curve = Curve.cumulative("many", BLUE, values, 200_000);

        assertThat(curve.points()).hasSizeLessThan(900);
        for (Point point : curve.points()) {
            assertThat(point.y()).isCloseTo(point.x() / 200_000, Offset.offset(0.006));
        }
        assertThat(curve.points().get(curve.points().size() - 1)).isEqualTo(new Point(99_999, 0.5));
    }

    @Test
    void ticks_are_round_and_reach_to_the_end() {
        assertThat(new Axis("", 16.4, false).ticks()).containsExactly(0.0, 5.0, 10.0, 15.0);
        assertThat(new Axis("", 0.9, false).ticks()).hasSizeBetween(4, 9);
        assertThat(new Axis("", 170, true).ticks()).containsExactly(0.0, 1.0, 3.0, 10.0, 30.0, 100.0);
        assertThat(new Axis("", 170, true).position(0)).isZero();
        assertThat(new Axis("", 170, true).position(170)).isEqualTo(1);
    }

    private static List<String> texts(Document document) {
        return elements(document, "text").stream().map(Element::getTextContent).toList();
    }

    private static List<Element> lines(Document document, String colour) {
        return elements(document, "polyline").stream()
                .filter(line -> line.getAttribute("stroke").equals(colour))
                .toList();
    }

    private static List<Element> elements(Document document, String name) {
        var found = document.getElementsByTagName(name);
        return java.util.stream.IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static boolean hasColour(BufferedImage image, int colour) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) == colour) {
                    return true;
                }
            }
        }
        return false;
    }
}
