package envgate.rules.analysis.reach;

import envgate.envs.model.Call;
import envgate.envs.model.Cidr;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Snapshot;
import envgate.rules.finding.Trail;
import java.util.List;
import java.util.Optional;

/// Answers whether functions of an environment reach services, hop by hop and back.
///
/// Semantics: https://docs.aws.amazon.com/vpc/latest/userguide/ and
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html.
public final class Reach {

    private final Terrain terrain;
    private final Intent intent;
    private final Memory answers = new Memory();

    /// All that tells the answers to two questions apart, unless they name who asks.
    ///
    /// @param name of the function when the answer names it, else empty
    private record Asked(
            Object start, String state, String name, Optional<Cidr> source, int port, boolean forward, Call call) {

        static Asked of(Question it, String name) {
            return switch (it.start()) {
                case Start.OfFunction(LambdaFunction function) -> {
                    VpcConfig config = function.vpc();
                    yield new Asked(
                            config == null ? function.arn() : config,
                            function.state() + function.stateReasonCode(),
                            name,
                            it.sourceAddress(),
                            it.sourcePort(),
                            it.forwardOnly(),
                            it.call());
                }
                case Start.OfInterfaces _, Start.InSubnet _, Start.AtGate _ ->
                    new Asked(it.start(), "", "", it.sourceAddress(), it.sourcePort(), it.forwardOnly(), it.call());
            };
        }
    }

    private record Repaired(Asked asked) {}

    public Reach(Snapshot snapshot, Intent intent) {
        this.terrain = new Terrain(snapshot);
        this.intent = intent;
    }

    public From from(LambdaFunction function) {
        return new From(function);
    }

    /// Questions from one function.
    public final class From {

        private final LambdaFunction function;

        private From(LambdaFunction function) {
            this.function = function;
        }

        /// The meet over the function's subnets and the destination's addresses.
        public Path to(Call call) {
            return ask(Question.of(new Start.OfFunction(function), call));
        }
    }

    /// The answer with what would open the way.
    public Answer answer(Question question) {
        Path path = ask(question);
        if (!(path instanceof Path.Blocked) && !(path instanceof Path.Partial)) {
            return new Answer(path, List.of());
        }
        Repaired key = new Repaired(Asked.of(question, named(question, path)));
        List<Repair> repair = answers.recall(
                key,
                () -> new Workshop(terrain, other -> new Asking(other, intent.assumed()).ask(question)).repair(path));
        return new Answer(path, repair);
    }

    /// The meet over all that a question leaves open: subnets, addresses, ports, protocols. It is the same
    /// for all functions that are attached alike.
    public Path ask(Question question) {
        Memory memory = answers;
        Optional<Path> alike = memory.find(Asked.of(question, ""), Path.class);
        if (alike.isPresent()) {
            return alike.get();
        } else if (question.start() instanceof Start.OfFunction(LambdaFunction function)) {
            Optional<Path> own = memory.find(Asked.of(question, function.name()), Path.class);
            if (own.isPresent()) {
                return own.get();
            }
        }
        Path path = new Asking(terrain, intent.assumed()).ask(question);
        memory.keep(Asked.of(question, named(question, path)), path);
        return path;
    }

    /// The function that is asked about, when the answer names it.
    private static String named(Question question, Path path) {
        if (question.start() instanceof Start.OfFunction(LambdaFunction function)) {
            for (Trail.Step it : path.trail().steps()) {
                if (it.component().equals(function.name())) {
                    return function.name();
                }
            }
        }
        return "";
    }
}
