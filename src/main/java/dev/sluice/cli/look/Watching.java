package dev.sluice.cli.look;

import dev.sluice.cli.cluster.Refusals;
import dev.sluice.cli.view.Screen;
import dev.sluice.cli.view.Terminal;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Shows what each look finds: drawn over the last on a screen, added where it differs on paper. */
final class Watching {

    private final PrintWriter out;
    private final Terminal terminal;
    private final Screen screen;
    private final Instant began = Instant.now();
    private Function<Instant, List<String>> last = now -> List.of();
    private List<String> shown = List.of();

    Watching(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
        this.screen = new Screen(out, terminal);
    }

    /** Looks and shows. An API server that is away for a moment is said so below what was seen last. */
    void show(Supplier<Function<Instant, List<String>>> look) {
        String trouble = "";
        try {
            last = look.get();
        } catch (KubernetesClientException refusal) {
            if (shown.isEmpty() || !Refusals.isPassing(refusal)) {
                throw refusal;
            }
            trouble = "as it was last seen: " + Refusals.sentence(refusal);
        }
        if (terminal.isScreen()) {
            screen.draw(with(last.apply(Instant.now()), trouble));
            shown = last.apply(began);
        } else {
            add(with(last.apply(began), trouble), with(last.apply(Instant.now()), trouble));
        }
    }

    /** Differences are looked for at one and the same time, as ages differ at each. */
    private void add(List<String> pinned, List<String> lines) {
        if (!pinned.equals(shown)) {
            lines.forEach(out::println);
            out.println();
            shown = pinned;
        }
    }

    private static List<String> with(List<String> lines, String trouble) {
        List<String> all = new ArrayList<>(lines);
        if (!trouble.isEmpty()) {
            all.add(trouble);
        }
        return all;
    }
}
