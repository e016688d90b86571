package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Call;
import envgate.envs.model.Intent;
import envgate.envs.model.LambdaFunction;
import envgate.envs.model.LambdaFunction.VpcConfig;
import envgate.envs.model.Snapshot;
import envgate.envs.model.Subnet;
import envgate.rules.analysis.reach.Path.Part;
import envgate.rules.finding.Missing;
import envgate.rules.finding.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Answers whether functions of an environment reach services, hop by hop and back.
///
/// Semantics: https://docs.aws.amazon.com/vpc/latest/userguide/ and
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html.
public final class Reach {

    private final Terrain terrain;
    private final Intent intent;

    private final Map<Asked, Path> known = new ConcurrentHashMap<>();

    /// What an answer hangs on: functions that stand in the same place get the same one.
    ///
    /// @param name of the function, where the answer speaks of it
    private record Asked(@Nullable VpcConfig vpc, String region, String name, Call call, boolean hearsay) {

        static Asked of(LambdaFunction function, Call call) {
            VpcConfig vpc = function.vpc();
            boolean named = vpc == null
                    || (!vpc.ipv6AllowedForDualStack() && call.host().indexOf(':') >= 0);
            return new Asked(
                    vpc,
                    function.arn().region(),
                    named ? function.name() : "",
                    new Call(call.host(), call.port(), call.protocol(), ""),
                    call.isHearsay());
        }
    }

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
            return known.computeIfAbsent(Asked.of(function, call), _ -> answer(call));
        }

        private Path answer(Call call) {
            VpcConfig config = function.vpc();
            if (config == null) {
                return new Outside(terrain, intent.assumed()).ask(function, call);
            }
            List<Subnet> subnets = new ArrayList<>();
            List<Missing> unseen = new ArrayList<>();
            for (String id : config.subnetIds()) {
                switch (terrain.subnet(id)) {
                    case Known.Seen<Subnet>(Subnet it) -> subnets.add(it);
                    case Known.Unseen<Subnet>(Missing missing) -> unseen.add(missing);
                }
            }
            if (!unseen.isEmpty() || subnets.isEmpty()) {
                unseen.add(terrain.missing(Area.SUBNETS, "every subnet of the function"));
                Trail trail = Trail.of("the function is attached to a VPC");
                return new Path.Unknown(trail, Set.of(Part.values()), unseen);
            }
            return new Survey(terrain, intent.assumed(), function, config, subnets).ask(call);
        }
    }
}
