package dev.sluice.probe.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One GET over a connection of its own, never repeated. A Service spreads connections over pods, not requests: over a
 * connection that is kept, one pod would answer for all. And a client that tries again would hide every other failure.
 *
 * @param to unresolved
 * @param path with its query
 * @param limit for all of it
 */
record Get(InetSocketAddress to, String path, Duration limit) implements Callable<Integer> {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
    private static final int LONGEST_LINE = 1000;
    private static final int MOST_OF_BODY = 1 << 16;
    private static final int BUFFER = 1 << 13;

    /** The status of the answer. */
    @Override
    public Integer call() throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(to.getHostString(), to.getPort()), left(end));
            socket.getOutputStream().write(head().getBytes(StandardCharsets.US_ASCII));
            int status = status(line(socket, end));
            drain(socket, end);
            return status;
        }
    }

    private String head() {
        return "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUser-Agent: sluice\r\nAccept: */*\r\nConnection: close\r\n\r\n"
                .formatted(path, to.getHostString(), to.getPort());
    }

    private static String line(Socket socket, long end) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        while (line.size() < LONGEST_LINE) {
            socket.setSoTimeout(left(end));
            int next = in.read();
            if (next < 0 || next == '\n') {
                break;
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static int status(String line) throws ProtocolException {
        Matcher matcher = STATUS_LINE.matcher(line);
        if (!matcher.matches()) {
            throw new ProtocolException(
                    line.isEmpty() ? "the connection ended without an answer" : "the answer is no HTTP/1.1");
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** A server that is cut off in its answer may count that as an error of its own. What it sends is of no account. */
    private static void drain(Socket socket, long end) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = socket.getInputStream();
            int read = 0;
            for (int all = 0; read >= 0 && all < MOST_OF_BODY; all += read) {
                socket.setSoTimeout(left(end));
                read = in.read(buffer);
            }
        } catch (IOException e) {
            return;
        }
    }

    private static int left(long end) throws SocketTimeoutException {
        long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (millis <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) millis;
    }
}
