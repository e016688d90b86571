package envgate.envs.plan.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import envgate.envs.document.BadInput;
import envgate.envs.model.Snapshot;
import envgate.envs.plan.template.Plans;
import envgate.envs.source.capture.Recording;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Plans that nobody here wrote are laid over an empty world in their region, or refused with file and
/// line.
class ForeignPlansTest {

    private static final Path DATA = Path.of(System.getProperty("envgate.root", ".."))
            .toAbsolutePath()
            .resolve("../shared/data/templates/terraform-plans")
            .normalize();
    private static final Pattern ELSEWHERE = Pattern.compile("this plan is for the (region|account) `([a-z0-9-]+)`");

    private final Map<String, String> refused = new TreeMap<>();
    private final List<String> read = new ArrayList<>();
    private int functions;
    private int roles;
    private int groups;

    @Test
    void plans_of_others_are_read_or_refused_with_a_line() throws IOException {
        assumeTrue(Files.isDirectory(DATA), "the plans of others are not here");
        try (Stream<Path> files = Files.walk(DATA)) {
            for (Path it : files.filter(one -> one.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                lay(it);
            }
        }

        System.out.printf("Terraform plans: %d read, %d refused%n", read.size(), refused.size());
        refused.forEach((file, why) -> System.out.println("refused " + file + ": " + why));
        assertThat(read).hasSize(43);
        assertThat(refused).hasSize(3);
        assertThat(refused.values()).allMatch(it -> it.matches("(?s)plan.json:\\d+:\\d+: .+"));
        assertThat(List.of(functions, roles, groups)).containsExactly(1, 11, 5);
    }

    private void lay(Path path) throws IOException {
        byte[] content = Files.readAllBytes(path);
        assertThat(PlanFile.isOne(content)).describedAs(path.toString()).isTrue();
        String region = Plans.REGION;
        for (int i = 0; i < 4; i++) {
            try {
                Recording planned = new TerraformPlan("plan.json", content)
                        .over(Plans.empty(region).everything().live(), Plans.REDACTION);
                count(Plans.decode(Plans.REDACTION.apply(planned)));
                read.add(path.toString());
                return;
            } catch (BadInput bad) {
                Matcher elsewhere = ELSEWHERE.matcher(bad.getMessage());
                if (!elsewhere.find()) {
                    refused.put(path.toString(), bad.getMessage());
                    return;
                }
                if (elsewhere.group(1).equals("region")) {
                    region = elsewhere.group(2);
                } else {
                    Charset charset = content[0] == (byte) 0xFF ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
                    content = new String(content, charset)
                            .replace(elsewhere.group(2), Plans.ACCOUNT)
                            .getBytes(StandardCharsets.UTF_8);
                }
            }
        }
        refused.put(path.toString(), "it lies in no one place");
    }

    private void count(Snapshot planned) {
        if (System.getenv("SHOW") != null) {
            planned.gaps().stream()
                    .filter(it -> !it.reason().equals("not recorded"))
                    .forEach(it -> System.out.println("GAP " + it.text()));
        }
        functions += planned.functions().size();
        roles += planned.roles().size();
        groups += (int) planned.network().securityGroups().stream()
                .filter(it -> !it.name().equals("default"))
                .count();
    }
}
