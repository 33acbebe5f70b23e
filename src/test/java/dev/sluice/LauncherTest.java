package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a Java and a Maven of paper: what it runs, when it builds, what it says when it cannot. */
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path directory;

    private Path home;
    private Path java;
    private Path jar;

    private record Outcome(int exit, String out, String err) {}

    @BeforeEach
    void a_checkout_with_a_jar_and_a_java() throws IOException {
        home = Files.createDirectories(directory.resolve("my checkout"));
        Files.copy(Path.of("sluice"), home.resolve("sluice"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(home.resolve("src/main"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        script(home.resolve("mvnw"), "echo built >> builds; : > target/sluice-1-runner.jar");
        java = aJava("jdk", "17.0.9");
        jar = Files.writeString(Files.createDirectories(home.resolve("target")).resolve("sluice-1-runner.jar"), "jar");
        age(home.resolve("pom.xml"));
        age(home.resolve("src/main"));
    }

    @Test
    void runs_the_jar_with_the_arguments_as_they_are() {
        Outcome outcome = sluice("get", "a name", "-o", "json");

        assertThat(outcome.out()).endsWith("<-jar><" + jar + "><get><a name><-o><json>\n");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void passes_the_exit_code_through() throws IOException {
        script(java.resolve("bin/java"), "exit 42");

        assertThat(sluice("wait").exit()).isEqualTo(42);
    }

    @Test
    void starts_short_commands_fast_and_lets_the_service_optimise() {
        assertThat(sluice("get").out()).contains("<-XX:TieredStopAtLevel=1>", "<-XX:+UseSerialGC>");
        assertThat(sluice("run").out()).doesNotContain("TieredStopAtLevel", "UseSerialGC", "Xmx");
        assertThat(sluice("demo", "--once").out()).doesNotContain("TieredStopAtLevel", "UseSerialGC", "Xmx");
        assertThat(sluice("simulate").out()).doesNotContain("TieredStopAtLevel", "UseSerialGC", "Xmx");
    }

    @Test
    void puts_the_users_java_options_last_and_yields_the_collector_to_them() {
        Outcome outcome = sluice(Map.of("SLUICE_JAVA_OPTS", "-XX:+UseG1GC -Xmx2g"), "get");

        assertThat(outcome.out()).contains("<-XX:+UseG1GC><-Xmx2g>").doesNotContain("UseSerialGC");
        assertThat(outcome.out().indexOf("-Xmx2g")).isGreaterThan(outcome.out().indexOf("-Xmx512m"));
    }

    @Test
    void finds_its_home_behind_links_and_tells_the_plugin_from_the_program() throws IOException {
        Path plugin = Files.createDirectories(directory.resolve("bin")).resolve("kubectl-sluice");
        Files.createSymbolicLink(plugin, Path.of("../my checkout/sluice"));

        assertThat(run(plugin, Map.of(), "get").out()).contains("<" + jar + ">", "<-Dsluice.program=kubectl sluice>");
    }

    @Test
    void without_a_java_says_what_to_install() {
        Outcome outcome = sluice(Map.of("JAVA_HOME", ""), "get");

        assertThat(outcome.exit()).isEqualTo(125);
        assertThat(outcome.err()).contains("JDK 17 or newer", "nothing there", "openjdk-17-jdk", "JAVA_HOME");
    }

    @Test
    void names_the_java_that_is_too_old() throws IOException {
        Path old = aJava("old", "11.0.2");

        assertThat(sluice(Map.of("JAVA_HOME", old.toString()), "get").err()).contains(old + ": Java 11");
    }

    @Test
    void builds_when_a_source_is_newer_and_only_then() throws IOException {
        sluice("get");
        assertThat(home.resolve("builds")).doesNotExist();
        Files.writeString(home.resolve("src/main/New.java"), "");
        Files.setLastModifiedTime(jar, FileTime.from(LONG_AGO));

        Outcome outcome = sluice("get");
        sluice("get");

        assertThat(outcome.err()).contains("building", "built in");
        assertThat(home.resolve("builds")).hasContent("built");
    }

    @Test
    void two_first_callers_build_once() throws IOException {
        Files.delete(jar);
        Process first = start(home.resolve("sluice"), Map.of(), "get");

        Outcome second = sluice("get");

        assertThat(finished(first).out()).contains("<get>");
        assertThat(second.out()).contains("<get>");
        assertThat(home.resolve("builds")).hasContent("built");
    }

    @Test
    void does_not_trust_the_jar_of_a_build_that_was_killed() throws IOException {
        Files.writeString(home.resolve("target/.launcher-began"), "");

        sluice("get");

        assertThat(home.resolve("builds")).hasContent("built");
        assertThat(home.resolve("target/.launcher-began")).doesNotExist();
    }

    @Test
    void takes_over_the_lock_of_a_dead_caller() throws IOException {
        Files.delete(jar);
        String host =
                finished(start(Path.of("/bin/uname"), Map.of(), "-n")).out().strip();
        Files.createSymbolicLink(home.resolve("target/.launcher.lock"), Path.of("99999999@" + host));

        assertThat(sluice("get").out()).contains("<get>");
    }

    @Test
    void shows_the_errors_of_a_failed_build_and_where_the_rest_is() throws IOException {
        Files.delete(jar);
        script(home.resolve("mvnw"), "echo '[INFO] noise'; echo '[ERROR] no semicolon'; exit 1");

        Outcome outcome = sluice("get");

        assertThat(outcome.exit()).isEqualTo(125);
        assertThat(outcome.err()).contains("no semicolon", "launcher-build.log").doesNotContain("noise");
    }

    @Test
    void never_builds_when_told_so() throws IOException {
        Files.setLastModifiedTime(jar, FileTime.from(LONG_AGO));
        Files.writeString(home.resolve("pom.xml"), "<newer/>");

        assertThat(sluice(Map.of("SLUICE_NO_BUILD", "1"), "get").err()).isEmpty();
        assertThat(home.resolve("builds")).doesNotExist();
    }

    private Outcome sluice(String... arguments) {
        return sluice(Map.of(), arguments);
    }

    private Outcome sluice(Map<String, String> environment, String... arguments) {
        return run(home.resolve("sluice"), environment, arguments);
    }

    private Outcome run(Path program, Map<String, String> environment, String... arguments) {
        return finished(start(program, environment, arguments));
    }

    private Process start(Path program, Map<String, String> environment, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.command().addAll(List.of(arguments));
        builder.directory(directory.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("PATH", tools().toString(), "JAVA_HOME", java.toString(), "SLUICE_CDS", "off"));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + program, e);
        }
    }

    private static Outcome finished(Process process) {
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ends").isTrue();
            return new Outcome(process.exitValue(), out, err);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A directory with the system's tools but no java in it. */
    private Path tools() {
        Path tools = directory.resolve("tools");
        if (!Files.exists(tools)) {
            try {
                Files.createDirectories(tools);
                for (String tool : List.of(
                        "sh",
                        "sed",
                        "readlink",
                        "find",
                        "head",
                        "tail",
                        "cat",
                        "uname",
                        "date",
                        "mkdir",
                        "touch",
                        "sleep",
                        "ln",
                        "rm",
                        "mv",
                        "grep")) {
                    script(tools.resolve(tool), "exec " + toolOnPath(tool) + " \"$@\"");
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return tools;
    }

    private static Path toolOnPath(String tool) {
        return List.of("/bin", "/usr/bin").stream()
                .map(place -> Path.of(place, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private Path aJava(String name, String version) throws IOException {
        Path javaHome = Files.createDirectories(directory.resolve(name));
        Files.createDirectories(javaHome.resolve("bin"));
        Files.writeString(javaHome.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(javaHome.resolve("bin/java"), "printf '<%s>' \"$@\"; echo");
        script(javaHome.resolve("bin/javac"), "");
        return javaHome;
    }

    private static Path script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void age(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    }
}
