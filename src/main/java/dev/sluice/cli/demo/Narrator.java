package dev.sluice.cli.demo;

import java.time.Duration;
import java.util.List;

/** Tells what happens in the demo. */
interface Narrator {

    /** Lines that stay. */
    void say(List<String> lines);

    /** The releases as they are this long after the change; called a few times a second. */
    void show(List<Course> courses, Duration sinceChange);

    /** Says nothing. */
    Narrator SILENT = new Narrator() {
        @Override
        public void say(List<String> lines) {}

        @Override
        public void show(List<Course> courses, Duration sinceChange) {}
    };
}
