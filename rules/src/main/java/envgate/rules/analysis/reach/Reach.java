package envgate.rules.analysis.reach;

import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Snapshot;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers whether functions of an environment reach services, hop by hop and back.
///
/// Semantics: https://docs.aws.amazon.com/vpc/latest/userguide/ and
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html.
public final class Reach {

    /// Answers that are kept: each is told hop by hop, and there may be more of them than room.
    private static final int MOST = 200_000;

    private final Terrain terrain;
    private final Intent intent;
    private final Memory answers = new Memory();
    private final Map<String, From> froms = new ConcurrentHashMap<>();
    /// What functions are told that are attached alike.
    private final Map<Attached, Map<Call, Path>> shared = new ConcurrentHashMap<>();
    private final AtomicInteger kept = new AtomicInteger();

    /// All that tells functions apart, unless an answer names them.
    private record Attached(Object to, String state) {

        static Attached of(LambdaFunction function) {
            VpcConfig config = function.vpc();
            return new Attached(
                    config == null ? function.arn() : config, function.state() + function.stateReasonCode());
        }
    }

    /// A question, whoever of those that are attached alike asks it; or of one function alone.
    private record Asked(Object start, Optional<Cidr> source, int port, boolean forward, Call call) {

        static Asked of(Question it, boolean alone) {
            Object start = it.start() instanceof Start.OfFunction(LambdaFunction function)
                    ? alone ? function.arn() : Attached.of(function)
                    : it.start();
            return new Asked(start, it.sourceAddress(), it.sourcePort(), it.forwardOnly(), it.call());
        }
    }

    private record Repaired(Asked asked) {}

    public Reach(Snapshot snapshot, Intent intent) {
        this.terrain = new Terrain(snapshot);
        this.intent = intent;
    }

    @SuppressWarnings("ReferenceEquality") // to compare all of a function takes longer than to prepare it anew
    public From from(LambdaFunction function) {
        From there = froms.get(function.name());
        if (there != null && there.function == function) {
            return there;
        }
        From made = new From(function);
        froms.put(function.name(), made);
        return made;
    }

    /// Questions from one function.
    public final class From {

        private final LambdaFunction function;
        private final Attached attached;
        private final Map<Call, Path> own = new ConcurrentHashMap<>();
        private final Map<Call, Path> alike;
        private volatile @Nullable Function<Question, Path> ready;

        private From(LambdaFunction function) {
            this.function = function;
            this.attached = Attached.of(function);
            this.alike = shared.computeIfAbsent(attached, _ -> new ConcurrentHashMap<>());
        }

        /// The meet over the function's subnets and the destination's addresses.
        public Path to(Call call) {
            Path there = alike.get(call);
            Path known = there == null && !own.isEmpty() ? own.get(call) : there;
            if (known != null) {
                return known;
            }
            Path path = ready().apply(Question.of(new Start.OfFunction(function), call));
            if (kept.incrementAndGet() > MOST) {
                kept.set(0);
                shared.clear();
                froms.clear();
            }
            (isNamed(function, path) ? own : alike).put(call, path);
            return path;
        }

        private Function<Question, Path> ready() {
            Function<Question, Path> there = ready;
            if (there == null) {
                there = new Asking(terrain, intent.assumed()).ready(function);
                ready = there;
            }
            return there;
        }
    }

    /// Whether an answer names the function that asks.
    private static boolean isNamed(LambdaFunction function, Path path) {
        if (path instanceof Path.Open) {
            return function.vpc() == null;
        }
        for (Trail.Step it : path.trail().steps()) {
            if (it.component().equals(function.name())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamed(Question question, Path path) {
        return question.start() instanceof Start.OfFunction(LambdaFunction function) && isNamed(function, path);
    }

    /// The answer with what would open the way.
    public Answer answer(Question question) {
        Path path = ask(question);
        if (!(path instanceof Path.Blocked) && !(path instanceof Path.Partial)) {
            return new Answer(path, List.of());
        }
        List<Repair> repair = answers.recall(
                new Repaired(Asked.of(question, isNamed(question, path))),
                () -> new Workshop(terrain, other -> new Asking(other, intent.assumed()).ask(question)).repair(path));
        return new Answer(path, repair);
    }

    /// The meet over all that a question leaves open: subnets, addresses, ports, protocols.
    public Path ask(Question question) {
        return question.start() instanceof Start.OfFunction(LambdaFunction function) && question.isPlain()
                ? from(function).to(question.call())
                : answers.recall(Asked.of(question, true), () -> new Asking(terrain, intent.assumed()).ask(question));
    }
}
