package dev.sluice.scenario.bed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A line to Prometheus of one scenario's own, which can be cut without disturbing the others: bytes are passed both ways
 * on a port of its own. While it is cut, connections are refused, as by a Prometheus that is gone.
 */
public final class PrometheusLine implements AutoCloseable {

    private final InetSocketAddress upstream;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytesAsked = new AtomicLong();
    private final int port;
    private volatile @Nullable ServerSocket door;

    public PrometheusLine(String prometheus) {
        URI address = URI.create(prometheus);
        this.upstream = new InetSocketAddress(address.getHost(), address.getPort());
        this.port = open(0);
    }

    /** What a policy names instead of Prometheus' own address. */
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Bytes sent toward Prometheus so far; no change means that nobody asked. */
    public long bytesAsked() {
        return bytesAsked.get();
    }

    /** Refuses connections from now on and drops those that are open. */
    public void cut() {
        ServerSocket open = door;
        if (open != null) {
            door = null;
            close(open);
        }
        sockets.forEach(PrometheusLine::close);
        sockets.clear();
    }

    public void restore() {
        if (door == null) {
            open(port);
        }
    }

    @Override
    public void close() {
        cut();
    }

    private int open(int wanted) {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            door = opened;
            start(() -> accept(opened));
            return opened.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No line to Prometheus on port " + wanted, e);
        }
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                connect(opened.accept(), opened);
            } catch (IOException e) {
                // Cut while waiting, or Prometheus itself refused: the client sees a closed connection either way.
                continue;
            }
        }
    }

    private void connect(Socket client, ServerSocket opened) throws IOException {
        sockets.add(client);
        if (door != opened) {
            // An accept that is under way when its door is closed may still let one in.
            close(client);
            return;
        }
        try {
            Socket server = new Socket(upstream.getAddress(), upstream.getPort());
            sockets.add(server);
            start(() -> pass(client, server, bytesAsked));
            start(() -> pass(server, client, new AtomicLong()));
        } catch (IOException e) {
            close(client);
            throw e;
        }
    }

    private void pass(Socket from, Socket to, AtomicLong count) {
        byte[] buffer = new byte[16 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                count.addAndGet(read);
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One side is gone; closing both is all there is to do, and try-with-resources does it.
            return;
        } finally {
            sockets.remove(from);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "prometheus-line");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("A socket did not close", e);
        }
    }
}
