package dev.sluice.cli.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the files that a user names: single ones, those in directories, and the standard input. */
public final class Sources {
    private static final String STANDARD_INPUT = "-";
    private static final Pattern EXTENSION = Pattern.compile(".*\\.(ya?ml|json)");

    private Sources() {}

    /**
     * Reads files, {@code *.yaml}, {@code *.yml} and {@code *.json} under directories, and the standard input for a dash.
     *
     * @throws IOException when something named is not there or cannot be read
     */
    public static List<Source> read(List<String> names, InputStream standardInput) throws IOException {
        List<Source> sources = new ArrayList<>();
        Set<Path> paths = new LinkedHashSet<>();
        for (String name : names) {
            if (name.equals(STANDARD_INPUT)) {
                sources.add(new Source("<stdin>", decode(standardInput.readAllBytes())));
            } else if (Files.isDirectory(Path.of(name))) {
                paths.addAll(under(Path.of(name)));
            } else {
                paths.add(Path.of(name));
            }
        }
        for (Path path : paths) {
            sources.add(new Source(path.toString().replace('\\', '/'), decode(Files.readAllBytes(path))));
        }
        return sources;
    }

    private static String decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Files in order of their names; hidden directories, such as .git, are left out. */
    private static List<Path> under(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                boolean isHidden =
                        !path.equals(directory) && path.getFileName().toString().startsWith(".");
                return isHidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                if (EXTENSION.matcher(path.getFileName().toString()).matches()) {
                    files.add(path);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }
}
