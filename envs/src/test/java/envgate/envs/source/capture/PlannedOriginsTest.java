package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;

import envgate.envs.model.Origin;
import envgate.envs.model.Resource;
import envgate.envs.model.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class PlannedOriginsTest {

    private static final Snapshot ORDERS = Recordings.decode(Recordings.change(
            Recordings.orders(),
            it -> Recordings.with(it, body -> {
                body.path("RoleDetailList")
                        .forEach(one -> ((ObjectNode) one).put("CreateDate", "2026-11-01T00:00:00Z"));
                return body;
            })));

    private static Snapshot planned(Map<String, Origin.FileLine> origins) {
        return PlannedOrigins.in(ORDERS, new Planned(List.of("template.yaml"), new TreeMap<>(origins)));
    }

    @Test
    void a_plan_that_touches_nothing_leaves_everything_as_it_is() {
        assertThat(ORDERS.resources()).hasAtLeastOneElementOfType(Resource.LoadBalancer.class);
        assertThat(ORDERS.roles()).anyMatch(it -> !it.createDate().isEmpty());

        assertThat(planned(Map.of())).isEqualTo(ORDERS);
    }

    @Test
    void what_a_plan_touches_changes_its_place_only() {
        Origin.FileLine line = new Origin.FileLine("template.yaml", 7);
        Map<String, Origin.FileLine> origins = new TreeMap<>();
        ORDERS.functions().forEach(it -> origins.put(it.arn().toString(), line));
        ORDERS.roles().forEach(it -> origins.put(it.arn().toString(), line));
        ORDERS.resources().forEach(it -> origins.put(it.arn().toString(), line));

        Snapshot planned = planned(origins);

        assertThat(planned.functions()).isNotEmpty().allMatch(it -> it.origin().equals(line));
        assertThat(planned.roles()).isNotEmpty().allMatch(it -> it.origin().equals(line));
        assertThat(planned.resources()).isNotEmpty().allMatch(it -> it.origin().equals(line));
        assertThat(planned)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*\\.origin")
                .isEqualTo(ORDERS);
    }
}
