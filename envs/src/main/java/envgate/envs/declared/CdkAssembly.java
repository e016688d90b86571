package envgate.envs.declared;

import envgate.envs.document.Document;
import envgate.envs.document.Mark;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The environments of a `cdk.out`: each of its stages, and the stacks of no stage by the account and region that
/// they go to.
///
/// See https://docs.aws.amazon.com/cdk/v2/guide/stages.html and
/// https://docs.aws.amazon.com/cdk/v2/guide/environments.html.
final class CdkAssembly {

    private static final Pattern WHERE = Pattern.compile("aws://([0-9]{12}|unknown-account)/([a-z0-9-]+)");

    private final Map<String, DeclaredStage> stages = new LinkedHashMap<>();
    private final Declarations.Beside beside;
    private final Mistakes mistakes;

    private CdkAssembly(Declarations.Beside beside, Mistakes mistakes) {
        this.beside = beside;
        this.mistakes = mistakes;
    }

    static List<DeclaredStage> stages(Part manifest, Declarations.Beside beside, Mistakes mistakes) {
        CdkAssembly assembly = new CdkAssembly(beside, mistakes);
        assembly.read(manifest, "", "");
        if (assembly.stages.isEmpty() && mistakes.isEmpty()) {
            manifest.bad("this manifest has no stacks", "it is `manifest.json` of what `cdk synth` wrote");
        }
        return List.copyOf(assembly.stages.values());
    }

    private void read(Part manifest, String folder, String stage) {
        for (Part.Member it : manifest.get("artifacts").entries()) {
            switch (it.value().get("type").text()) {
                case "aws:cloudformation:stack" -> stack(it, stage);
                case "cdk:cloud-assembly" -> nested(it, folder);
                default -> {}
            }
        }
    }

    private void nested(Part.Member artifact, String folder) {
        String inner = artifact.value().get("properties").get("directoryName").text();
        String path = folder + inner + "/manifest.json";
        Optional<byte[]> content = inner.contains("..") ? Optional.empty() : beside.read(path);
        if (content.isEmpty()) {
            artifact.name().bad("`" + path + "` of this stage is not there", "give the whole `cdk.out`");
            return;
        }
        String name = artifact.key().replaceFirst("^assembly-", "");
        Document.readJson(path, content.get(), mistakes)
                .ifPresent(it -> read(Part.of(it, mistakes), folder + inner + "/", name));
    }

    private void stack(Part.Member artifact, String stage) {
        Matcher where = WHERE.matcher(artifact.value().get("environment").text());
        String account = where.matches() ? where.group(1).replace("unknown-account", "") : "";
        String region = where.matches() ? where.group(2).replace("unknown-region", "") : "";
        String name = artifact.value().get("properties").get("stackName").text(artifact.key());
        String called = !stage.isEmpty() ? stage.toLowerCase(Locale.ROOT) : account.isEmpty() ? "app" : account;
        DeclaredStage before = stages.get(called);
        List<String> stacks = new ArrayList<>(before == null ? List.of() : before.stacks());
        List<String> remarks = new ArrayList<>(before == null ? List.of() : before.remarks());
        stacks.add(name);
        if (before != null
                && (!before.account().equals(account) || !before.region().equals(region))) {
            remarks.add("stack `" + name + "` goes to another account or region");
        }
        if (stage.isEmpty()) {
            remarks.add("its stacks are in no stage of CDK: give it its name");
        }
        Mark mark = before == null ? artifact.name().mark() : before.mark();
        stages.put(
                called,
                new DeclaredStage(
                        called,
                        before == null ? account : before.account(),
                        before == null ? region : before.region(),
                        "",
                        stacks,
                        List.of(),
                        remarks,
                        mark));
    }
}
