package envgate.envs.plan.template;

import envgate.envs.document.Document;
import envgate.envs.document.Mistakes;
import envgate.envs.document.Node;
import envgate.envs.document.Node.Mapping;
import envgate.envs.document.Node.Member;
import envgate.envs.document.Quote;
import java.util.List;
import java.util.Optional;

/// A template as it was written, checked for what CloudFormation refuses whatever its parameters are.
///
/// @param file as the user named it
/// @param root its sections
public record Template(String file, Mapping root) {

    private static final List<String> SECTIONS = List.of(
            "AWSTemplateFormatVersion",
            "Description",
            "Metadata",
            "Parameters",
            "Rules",
            "Mappings",
            "Conditions",
            "Transform",
            "Globals",
            "Resources",
            "Outputs",
            "Hooks");

    private static final String VERSION = "2010-09-09";

    /// Sections whose members have names.
    private static final List<String> NAMED = List.of("Parameters", "Rules", "Mappings", "Conditions", "Outputs");

    /// What stands beside `Type` and `Properties`:
    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/resources-section-structure.html.
    private static final List<String> RESOURCE = List.of(
            "Type",
            "Properties",
            "Condition",
            "DependsOn",
            "DeletionPolicy",
            "UpdateReplacePolicy",
            "UpdatePolicy",
            "CreationPolicy",
            "Metadata",
            "Connectors",
            "IgnoreGlobals",
            "Version",
            "Description");

    /// The template of a file, if it is one.
    public static Optional<Template> read(String file, byte[] content, Mistakes mistakes) {
        Optional<Node> root = Document.readTemplate(file, content, mistakes);
        if (root.isEmpty()) {
            if (mistakes.all().stream().noneMatch(it -> it.file().equals(file))) {
                mistakes.add(new envgate.envs.document.Mark(file, 0, 0), "the template is empty", "");
            }
            return Optional.empty();
        }
        if (!(root.get() instanceof Mapping map)) {
            mistakes.accuse(root.get(), "a template has sections, and this has none", "write `Resources:`");
            return Optional.empty();
        }
        for (Member it : map.members()) {
            String name = it.key().value();
            if (!SECTIONS.contains(name) && !name.startsWith("Fn::")) {
                mistakes.accuse(it.key(), "unknown section " + Quote.of(name), Quote.nearest(name, SECTIONS));
            }
        }
        Optional<Node> resources = Nodes.get(map, "Resources");
        if (resources.isEmpty() || !(resources.get() instanceof Mapping)) {
            mistakes.accuse(resources.orElse(map), "a template has `Resources`, by name, and this has none", "");
        } else if (Nodes.members(resources.get()).isEmpty()) {
            mistakes.accuse(resources.get(), "`Resources` holds none, and a stack has at least one", "");
        }
        Nodes.get(map, "AWSTemplateFormatVersion")
                .filter(it -> Nodes.text(it).filter(VERSION::equals).isEmpty())
                .ifPresent(it -> mistakes.accuse(it, "this is no version of templates", "write `" + VERSION + "`"));
        return Optional.of(new Template(file, map));
    }

    private static boolean isNothing(Node node) {
        return node instanceof Node.Text it && it.kind() == Node.Kind.NOTHING;
    }

    /// Says what is wrong with the sections and resources of a template whose macros have run.
    void check(Mistakes mistakes) {
        for (Member it : root.members()) {
            String name = it.key().value();
            if (NAMED.contains(name) && !(it.value() instanceof Mapping) && !isNothing(it.value())) {
                mistakes.accuse(
                        it.value(),
                        "the section " + Quote.of(name) + " has no names",
                        "write it like `" + name + ": {Name: …}`");
            }
        }
        for (Member it : section("Resources")) {
            String id = it.key().value();
            if (id.startsWith("Fn::ForEach::")) {
                mistakes.accuse(
                        it.key(), "`Fn::ForEach` needs a transform", "write `Transform: AWS::LanguageExtensions`");
                continue;
            }
            if (!id.matches("[A-Za-z0-9]+")) {
                mistakes.accuse(it.key(), Quote.of(id) + " is no logical id", "letters and digits only");
            }
            if (!(it.value() instanceof Mapping resource)) {
                mistakes.accuse(it.value(), Quote.of(id) + " is no resource", "it needs a `Type`");
                continue;
            }
            if (Nodes.text(resource, "Type").filter(type -> type.contains("::")).isEmpty()) {
                Node at = Nodes.get(resource, "Type").orElse(it.key());
                mistakes.accuse(at, Quote.of(id) + " has no `Type` like `AWS::SQS::Queue`", "");
            }
            for (Member member : resource.members()) {
                String name = member.key().value();
                if (!RESOURCE.contains(name)) {
                    mistakes.accuse(
                            member.key(),
                            "unknown attribute " + Quote.of(name) + " of " + Quote.of(id),
                            Quote.nearest(name, RESOURCE));
                }
            }
            Optional<Node> properties = Nodes.get(resource, "Properties");
            if (properties.isPresent()
                    && !(properties.get() instanceof Mapping)
                    && Nodes.text(properties.get()).isPresent()) {
                mistakes.accuse(properties.get(), "the properties of " + Quote.of(id) + " have no names", "");
            }
        }
    }

    List<Member> section(String name) {
        return Nodes.members(root, name);
    }

    Optional<Mapping> resource(String logicalId) {
        return Nodes.get(root, "Resources")
                .flatMap(it -> Nodes.get(it, logicalId))
                .filter(Mapping.class::isInstance)
                .map(Mapping.class::cast);
    }

    /// The macros that it asks for, in order; each with where it is asked for.
    List<Node> transforms() {
        return Nodes.get(root, "Transform").map(Nodes::items).orElse(List.of());
    }
}
