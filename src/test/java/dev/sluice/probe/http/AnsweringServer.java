package dev.sluice.probe.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A version that answers statuses in turn, a connection each; to a status of 0 it ends the connection without a word. */
final class AnsweringServer implements AutoCloseable {

    private static final int BACKLOG = 100;

    private final ServerSocket socket;
    private final List<String> answers;
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();

    AnsweringServer(List<Integer> statuses) {
        this(statuses.stream().map(AnsweringServer::answer).toArray(String[]::new));
    }

    /** @param answers to the letter; an empty one ends the connection */
    AnsweringServer(String... answers) {
        this.answers = List.of(answers);
        try {
            socket = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "answering-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static String answer(int status) {
        return status == 0
                ? ""
                : "HTTP/1.1 " + status + " Said so\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
    }

    InetSocketAddress address() {
        return InetSocketAddress.createUnresolved("127.0.0.1", socket.getLocalPort());
    }

    /** The first lines and headers of what was asked. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                String request = read(client);
                requests.add(request);
                String answer = answers.get(next.getAndIncrement() % answers.size());
                client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                continue;
            }
        }
    }

    private static String read(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        StringBuilder request = new StringBuilder();
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            request.append(line).append('\n');
            line = in.readLine();
        }
        return request.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
