package envgate.envs.declared;

import envgate.envs.document.Part;
import envgate.envs.document.Quote;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The stages of a `zappa_settings` file, each with what it `extends`; callbacks are not called.
///
/// See https://github.com/zappa/Zappa#advanced-settings.
final class ZappaStages {

    private static final int LONGEST_PROJECT = 15;

    private final Map<String, Part.Member> written = new LinkedHashMap<>();
    private final String folder;

    private ZappaStages(String folder) {
        this.folder = folder;
    }

    static List<DeclaredStage> of(Part root, String folder) {
        ZappaStages stages = new ZappaStages(folder);
        root.entries().forEach(it -> stages.written.put(it.key(), it));
        List<DeclaredStage> all = new ArrayList<>();
        stages.written.values().forEach(it -> all.add(stages.stage(it)));
        if (all.isEmpty()) {
            root.bad("this file has no stages");
        }
        return all;
    }

    private DeclaredStage stage(Part.Member stage) {
        if (!stage.key().matches("[A-Za-z0-9_]+")) {
            stage.name().bad("Zappa takes no stage " + stage.name().quoted(), "write letters, digits and `_`");
        }
        Map<String, Part> settings = new LinkedHashMap<>();
        settle(stage, new ArrayList<>(), settings);
        String project = text(settings, "project_name");
        List<String> remarks = new ArrayList<>();
        if (project.isEmpty()) {
            project = cut(slug(folder));
            remarks.add("it has no `project_name`: its function is called after the folder, as Zappa does");
        }
        String function = slug(project + "-" + stage.key());
        remark(settings, remarks);
        return new DeclaredStage(
                stage.key(),
                "",
                text(settings, "aws_region"),
                text(settings, "profile_name"),
                List.of(function),
                List.of(function),
                remarks,
                stage.name().mark());
    }

    /// What Zappa does that does not show in Lambda, or that is told at run time only.
    private static void remark(Map<String, Part> settings, List<String> remarks) {
        tell(settings, "remote_env", "reads variables from S3 when the function starts, which are not seen", remarks);
        tell(
                settings,
                "environment_variables",
                "are put into the package and not into Lambda, so they are not seen;"
                        + " `aws_environment_variables` are",
                remarks);
        tell(settings, "vpc_config", "is judged as it is deployed, not as it stands here", remarks);
        tell(settings, "callbacks", "are not called: what they change is seen when it is deployed", remarks);
        tell(settings, "role_arn", "is a role that Zappa does not make: other stages may have the same", remarks);
        tell(settings, "role_name", "is one name for a role: other stages may have the same", remarks);
        if (text(settings, "manage_roles").equals("false")) {
            remarks.add("`manage_roles` is off: Zappa does not keep the role as the settings say");
        }
    }

    private static void tell(Map<String, Part> settings, String key, String what, List<String> remarks) {
        Part part = settings.get(key);
        if (part != null && !part.isAbsent()) {
            remarks.add("`" + key + "` (line " + part.mark().line() + ") " + what);
        }
    }

    /// The settings of a stage: those of what it extends, overwritten one by one by its own.
    private void settle(Part.Member stage, List<String> met, Map<String, Part> settings) {
        if (!stage.value().isMap()) {
            stage.value().bad("the stage " + stage.name().quoted() + " has no settings");
            return;
        }
        Part extended = stage.value().get("extends");
        met.add(stage.key());
        if (!extended.isAbsent()) {
            Part.Member other = written.get(extended.text());
            if (other == null) {
                extended.bad(
                        "the stage " + stage.name().quoted() + " extends " + extended.quoted() + ", which is not there",
                        Quote.nearest(extended.text(), List.copyOf(written.keySet())));
            } else if (met.contains(extended.text())) {
                extended.bad("the stages " + Quote.of(met) + " extend each other");
            } else {
                settle(other, met, settings);
            }
        }
        stage.value().entries().forEach(it -> settings.put(it.key(), it.value()));
    }

    private static String text(Map<String, Part> settings, String key) {
        Part part = settings.get(key);
        return part == null ? "" : part.text();
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_PROJECT ? name : name.substring(0, LONGEST_PROJECT);
    }

    /// Small letters, digits and single `-`, as python-slugify makes them.
    private static String slug(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
