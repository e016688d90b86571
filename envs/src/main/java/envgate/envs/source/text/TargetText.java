package envgate.envs.source.text;

import envgate.envs.document.Part;
import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Sight;
import envgate.envs.model.TargetGroup;
import java.util.ArrayList;
import java.util.List;

/// Reads the targets of load balancers: one group for each listener that has `targets`.
final class TargetText {

    private TargetText() {}

    /// The group of a listener; empty where none is written, for then it is not known where it sends.
    static List<String> group(Scene scene, String balancer, Part part, int port) {
        Part targets = part.get("targets").get(Integer.toString(port));
        return targets.isAbsent()
                ? List.of()
                : List.of(arn(scene, balancer, port).toString());
    }

    private static Arn arn(Scene scene, String balancer, int port) {
        return scene.arn("elasticloadbalancing", "targetgroup/" + balancer + "-" + port + "/50dc6c495c0c9188");
    }

    static List<TargetGroup> read(Scene scene, Ground ground) {
        List<TargetGroup> groups = new ArrayList<>();
        for (Part.Member balancer : scene.document().get("load-balancers").members()) {
            Part part = balancer.value();
            List<String> subnets = part.get("subnets").texts();
            for (Part.Member it : part.get("targets").members()) {
                String port = it.key();
                if (!port.matches("[0-9]{1,5}")) {
                    it.name().bad("`" + port + "` is no port", "write it like `\"443\": [10.0.1.9]`");
                    continue;
                }
                Arn arn = arn(scene, balancer.key(), Integer.parseInt(port));
                boolean network = part.get("type").text().equals("network");
                if (scene.sees(Area.LOAD_BALANCERS, balancer.key())) {
                    groups.add(new TargetGroup(
                            arn,
                            balancer.key() + "-" + port,
                            network ? "TCP" : "HTTPS",
                            Integer.parseInt(port),
                            "ip",
                            ground.vpc(Part.nothing(), subnets),
                            List.of(),
                            false,
                            "",
                            new Sight.Seen<>(it.value().texts().stream()
                                    .map(to -> new TargetGroup.Target(to, Integer.parseInt(port), "", "healthy"))
                                    .toList())));
                }
            }
        }
        return groups;
    }
}
