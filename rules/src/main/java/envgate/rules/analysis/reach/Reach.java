package envgate.rules.analysis.reach;

import envgate.envs.model.Area;
import envgate.envs.model.Arn;
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

/// Answers whether functions of an environment reach services, hop by hop and back.
///
/// Semantics: https://docs.aws.amazon.com/vpc/latest/userguide/ and
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html.
public final class Reach {

    private final Terrain terrain;
    private final Intent intent;

    private final Map<Asked, Path> known = new ConcurrentHashMap<>();

    private record Asked(Arn function, Call call) {}

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
            return known.computeIfAbsent(new Asked(function.arn(), call), _ -> answer(call));
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
                unseen.add(terrain.missing(Area.SUBNETS, "every subnet of " + function.name()));
                Trail trail = Trail.of("function " + function.name() + " is attached to a VPC", function.name());
                return new Path.Unknown(trail, Set.of(Part.values()), unseen);
            }
            return new Survey(terrain, intent.assumed(), function, config, subnets).ask(call);
        }
    }
}
