package dev.sluice.probe.http;

import dev.sluice.core.metric.Cell;
import dev.sluice.core.metric.FailureCodes;
import dev.sluice.core.metric.Measurement;
import dev.sluice.core.port.PortException;
import dev.sluice.core.port.RequestSender;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sends plain HTTP/1.1 to the two Services, all requests of a look at once and the versions in turn. */
public final class HttpSender implements RequestSender {

    private static final Duration ONE = Duration.ofSeconds(2);
    private static final Duration ALL = Duration.ofMillis(2500);

    private final Addresses addresses;
    private final ExecutorService threads = Executors.newCachedThreadPool(HttpSender::thread);

    public HttpSender(Addresses addresses) {
        this.addresses = addresses;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "own-request");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Measurement<Cell> send(Target target, int requests, Instant now) {
        String port = target.plan().port();
        try {
            InetSocketAddress stable = addresses.find(target.namespace(), target.stable(), port);
            InetSocketAddress candidate = addresses.find(target.namespace(), target.candidate(), port);
            return send(target, List.of(stable, candidate), requests, now);
        } catch (PortException e) {
            return new Measurement.Missing<>("Requests of Sluice's own could not be sent: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Measurement.Missing<>("Requests of Sluice's own were interrupted.");
        }
    }

    private Measurement<Cell> send(Target target, List<InetSocketAddress> versions, int requests, Instant now)
            throws InterruptedException {
        List<Get> gets = IntStream.range(0, requests)
                .boxed()
                .flatMap(i -> versions.stream())
                .map(to -> new Get(to, target.plan().path(), ONE))
                .toList();
        List<Future<Integer>> answers = threads.invokeAll(gets, ALL.toMillis(), TimeUnit.MILLISECONDS);
        List<Answer> stable = new ArrayList<>();
        List<Answer> candidate = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            (i % 2 == 0 ? stable : candidate).add(Answer.of(answers.get(i)));
        }
        if (stable.stream().noneMatch(Answer::isThere)) {
            return new Measurement.Missing<>(unreachable(versions.get(0), target, stable.get(0)));
        }
        FailureCodes codes = target.failures();
        return new Measurement.Value<>(
                Cell.own(now, requests, failures(candidate, codes), requests, failures(stable, codes)));
    }

    private static String unreachable(InetSocketAddress to, Target target, Answer first) {
        return ("None of Sluice's own requests to http://%s:%d%s was answered (%s), so they say nothing; see that the"
                        + " controller may reach it by plain HTTP.")
                .formatted(to.getHostString(), to.getPort(), target.plan().path(), first.problem());
    }

    private static long failures(List<Answer> answers, FailureCodes codes) {
        return answers.stream().filter(answer -> answer.isFailure(codes)).count();
    }

    /**
     * How a request ended.
     *
     * @param status null without an answer
     * @param problem why there is none
     */
    private record Answer(@Nullable Integer status, String problem) {

        static Answer of(Future<Integer> future) throws InterruptedException {
            try {
                return new Answer(future.get(), "");
            } catch (CancellationException e) {
                return new Answer(null, "no answer in time");
            } catch (ExecutionException e) {
                Throwable cause = e.getCause();
                String message = cause == null ? null : cause.getMessage();
                return new Answer(null, message == null ? "no answer" : message);
            }
        }

        boolean isThere() {
            return status != null;
        }

        boolean isFailure(FailureCodes codes) {
            return status == null || codes.hasHttp(status);
        }
    }
}
