package dev.sluice.cli.look;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a tree.
 *
 * @param facts about it, below its title
 * @param leaves below the facts
 */
record Branch(String title, List<String> facts, List<String> leaves) {

    Branch {
        facts = List.copyOf(facts);
        leaves = List.copyOf(leaves);
    }

    /** The branches below each other, with the strokes that hold them together. */
    static List<String> lines(List<Branch> branches) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < branches.size(); i++) {
            branches.get(i).addTo(lines, i == branches.size() - 1);
        }
        return lines;
    }

    private void addTo(List<String> lines, boolean isLast) {
        String stroke = isLast ? "   " : "│  ";
        lines.add(joint(isLast) + title);
        facts.forEach(fact -> lines.add(stroke + fact));
        for (int i = 0; i < leaves.size(); i++) {
            lines.add(stroke + joint(i == leaves.size() - 1) + leaves.get(i));
        }
    }

    private static String joint(boolean isLast) {
        return isLast ? "└─ " : "├─ ";
    }
}
