package envgate.envs.source.aws;

import envgate.envs.model.Arn;
import envgate.envs.model.Selection;
import envgate.envs.source.capture.Answer;
import envgate.envs.source.capture.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/// Asks everything that is needed about one environment, all at once.
///
/// Each operation has a virtual thread of its own, which waits for the answers that tell what to ask about.
/// What tells which functions are the environment's own goes first, for a call for each of them follows and
/// takes longest; all else is asked in its shade. The budgets see to it that nobody is asked too fast.
final class Survey {

    private final Session session;
    private final Trip trip;
    private final String environment;
    private final Caller caller;
    private final List<String> regions;
    private final Map<Task, CompletableFuture<List<Answer>>> tasks = new LinkedHashMap<>();
    private final Map<String, Here> views = new LinkedHashMap<>();
    private final CompletableFuture<?> first;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger known = new AtomicInteger();

    /// @param region empty for a global operation
    private record Task(Operation operation, String region) {}

    Survey(
            Session session,
            Trip trip,
            String environment,
            Caller caller,
            List<String> regions,
            Selection selection,
            Set<Operation> needed) {
        this.session = session;
        this.trip = trip;
        this.environment = environment;
        this.caller = caller;
        this.regions = regions;
        for (Operation it : needed) {
            for (String region : it.isGlobal() ? List.of("") : regions) {
                tasks.put(new Task(it, region), new CompletableFuture<>());
            }
        }
        this.first = CompletableFuture.allOf(tasks.entrySet().stream()
                        .filter(it -> Wired.AFTER.contains(it.getKey().operation()))
                        .map(Map.Entry::getValue)
                        .toArray(CompletableFuture<?>[]::new))
                .handle((_, _) -> true);
        views.put("", new View("", selection));
        regions.forEach(it -> views.put(it, new View(it, selection)));
    }

    /// Every answer there is, in the order of the table.
    List<Answer> answers() {
        int inFlight = Quota.of(Operation.LAMBDA_GET_POLICY).inFlight() * regions.size();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService urgent = Executors.newFixedThreadPool(inFlight)) {
            tasks.forEach((task, future) ->
                    threads.execute(() -> run(task, future, isUrgent(task.operation()) ? urgent : threads)));
            return tasks.values().stream().flatMap(it -> it.join().stream()).toList();
        }
    }

    /// What all else waits for, and what takes longest since AWS bears so few calls of it. It has threads of the
    /// operating system, which get their share of the processor while clients are made and answers are read; a
    /// virtual thread would wait until others wait.
    private static boolean isUrgent(Operation operation) {
        return Wired.AFTER.contains(operation) || operation == Operation.LAMBDA_GET_POLICY;
    }

    private void run(Task task, CompletableFuture<List<Answer>> future, ExecutorService threads) {
        try {
            if (!Wired.AFTER.contains(task.operation())) {
                first.join();
            }
            Here here = java.util.Objects.requireNonNull(views.get(task.region()), task.region());
            List<Answer> answers = new ArrayList<>();
            List<ObjectNode> requests = Items.requests(task.operation(), here);
            while (!requests.isEmpty()) {
                known.addAndGet(requests.size());
                List<CompletableFuture<Answer>> asked = requests.stream()
                        .map(it -> CompletableFuture.supplyAsync(() -> ask(task, it), threads))
                        .toList();
                List<Answer> round = asked.stream().map(CompletableFuture::join).toList();
                answers.addAll(round);
                requests = round.stream()
                        .flatMap(it -> Items.next(task.operation(), it).stream())
                        .toList();
            }
            future.complete(List.copyOf(answers));
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
        }
    }

    private Answer ask(Task task, ObjectNode request) {
        Answer answer = session.ask(task.operation(), task.region(), request);
        trip.progress().calls(environment, done.incrementAndGet(), known.get());
        return answer;
    }

    /// What is seen from one region, or from all.
    private final class View implements Here {

        private final String region;
        private final Wired own;

        View(String region, Selection selection) {
            this.region = region;
            this.own = new Wired(this, selection, trip.states());
        }

        @Override
        public String account() {
            return caller.account();
        }

        @Override
        public String arn(String service, String resource) {
            return new Arn(caller.partition(), service, region, caller.account(), resource).toString();
        }

        @Override
        public Stream<Answer> answers(Operation operation) {
            List<String> seen = operation.isGlobal() ? List.of("") : region.isEmpty() ? regions : List.of(region);
            return seen.stream().flatMap(it -> {
                CompletableFuture<List<Answer>> future = tasks.get(new Task(operation, it));
                return future == null ? Stream.of() : future.join().stream();
            });
        }

        @Override
        public Wired own() {
            return own;
        }
    }
}
