package envgate.envs.declared;

import envgate.envs.document.Part;
import java.util.ArrayList;
import java.util.List;

/// The environments of a `samconfig` file: its sections, which do not inherit from each other.
///
/// See https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html.
final class SamStages {

    private SamStages() {}

    static List<DeclaredStage> of(Part root) {
        List<DeclaredStage> stages = new ArrayList<>();
        for (Part.Member it : root.entries()) {
            if (it.key().equals("version")) {
                continue;
            }
            if (!it.value().isMap()) {
                it.value().bad("the environment " + it.name().quoted() + " has no sections of commands");
                continue;
            }
            stages.add(stage(it));
        }
        if (stages.isEmpty()) {
            root.bad("this file has no environments", "write `[staging.deploy.parameters]` with `stack_name`");
        }
        return stages;
    }

    private static DeclaredStage stage(Part.Member section) {
        List<String> remarks = new ArrayList<>();
        Part stack = setting(section.value(), "stack_name");
        Part region = setting(section.value(), "region");
        Part profile = setting(section.value(), "profile");
        if (stack.isAbsent()) {
            remarks.add("it has no `stack_name`: say which stacks belong to it");
        }
        return new DeclaredStage(
                section.key(),
                "",
                region.text(),
                profile.text(),
                stack.isAbsent() ? List.of() : List.of(stack.text()),
                List.of(),
                remarks,
                section.name().mark());
    }

    /// What `sam deploy` takes: its own parameter, else that of all commands.
    private static Part setting(Part section, String name) {
        Part own = section.get("deploy").get("parameters").get(name);
        return own.isAbsent() ? section.get("global").get("parameters").get(name) : own;
    }
}
