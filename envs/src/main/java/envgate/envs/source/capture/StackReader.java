package envgate.envs.source.capture;

import envgate.envs.model.Area;
import envgate.envs.model.Arn;
import envgate.envs.model.Export;
import envgate.envs.model.Origin;
import envgate.envs.model.Sight;
import envgate.envs.model.Stack;
import envgate.envs.model.Stack.Output;
import envgate.envs.model.Stack.StackResource;
import envgate.envs.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads stacks, what they made, their templates, and the exports of the account.
final class StackReader {

    /// What CloudFormation shows of a parameter with `NoEcho`:
    /// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html.
    private static final String NO_ECHO = "****";

    private final Answers answers;
    private final List<Draft> drafts;

    /// A stack as the listing has it, before anybody knows whether it belongs to the environment.
    ///
    /// @param parent id of the stack that it is nested in, empty when it is in none
    record Draft(
            Site site,
            String name,
            Arn arn,
            String status,
            String lastUpdated,
            String parent,
            SortedMap<String, Value> parameters,
            SortedMap<String, Output> outputs,
            SortedMap<String, String> tags) {}

    StackReader(Answers answers) {
        this.answers = answers;
        this.drafts = new Listing(answers)
                .read(
                        Operation.CLOUDFORMATION_DESCRIBE_STACKS,
                        "StackName",
                        it -> it.arn().toString(),
                        StackReader::draft);
    }

    List<Draft> drafts() {
        return drafts;
    }

    private static Draft draft(Item item, Site site) {
        SortedMap<String, Value> parameters = new TreeMap<>();
        Arn arn = item.arn("StackId");
        for (Item it : item.items("Parameters")) {
            String key = it.needed("ParameterKey");
            parameters.put(key, it.has("ParameterValue") ? parameter(it, arn, key) : new Value.Plain(""));
        }
        SortedMap<String, Output> outputs = new TreeMap<>();
        for (Item it : item.items("Outputs")) {
            String key = it.needed("OutputKey");
            outputs.put(key, new Output(key, it.value("OutputValue"), it.text("ExportName")));
        }
        return new Draft(
                site,
                item.needed("StackName"),
                arn,
                item.needed("StackStatus"),
                item.text("LastUpdatedTime", item.text("CreationTime")),
                item.text("ParentId"),
                parameters,
                outputs,
                item.tags("Tags"));
    }

    /// What is not echoed cannot be compared with anything, so that each has a key of its own.
    private static Value parameter(Item item, Arn stack, String key) {
        Value value = item.value("ParameterValue");
        return value.equals(new Value.Plain(NO_ECHO))
                ? new Value.Hidden("", "no-echo " + stack + " " + key, Value.LengthClass.UP_TO_8, Value.Shape.TEXT, "")
                : value;
    }

    /// What a stack made, as far as that was recorded.
    ///
    /// @param expected whether somebody should have asked
    Sight<List<StackResource>> resources(Draft draft, boolean expected) {
        return inquiry(Operation.CLOUDFORMATION_LIST_STACK_RESOURCES, draft, expected)
                .read(body -> required(body, "StackResourceSummaries").stream()
                        .map(it -> new StackResource(
                                it.needed("LogicalResourceId"),
                                it.text("PhysicalResourceId"),
                                it.needed("ResourceType"),
                                it.text("ResourceStatus")))
                        .sorted()
                        .toList());
    }

    static List<Item> required(Item body, String list) {
        if (!body.has(list)) {
            throw new Unreadable("`" + list + "` is missing");
        }
        return body.items(list);
    }

    private Inquiry inquiry(Operation operation, Draft draft, boolean expected) {
        return new Inquiry(
                answers,
                operation,
                draft.site(),
                draft.name(),
                expected,
                draft.name(),
                draft.arn().toString());
    }

    Stack stack(Draft draft, List<StackResource> resources) {
        return new Stack(
                draft.name(),
                draft.arn(),
                draft.status(),
                draft.lastUpdated(),
                draft.parameters(),
                draft.outputs(),
                resources,
                template(draft),
                draft.tags(),
                new Origin.ApiCall("cloudformation", "DescribeStacks", draft.name()));
    }

    private Sight<Stack.Template> template(Draft draft) {
        Inquiry inquiry = inquiry(Operation.CLOUDFORMATION_GET_TEMPLATE, draft, true);
        List<Answer> processed = inquiry.asked("TemplateStage", "Processed");
        return processed.isEmpty()
                ? inquiry.read(body -> template(draft, body))
                : inquiry.read(processed, body -> template(draft, body));
    }

    private static Stack.Template template(Draft draft, Item body) {
        return new TemplateReader(draft.site(), draft.name(), draft.arn().toString(), draft.parameters())
                .read(body.raw("TemplateBody").orElseThrow(() -> new Unreadable("`TemplateBody` is missing")));
    }

    List<Export> exports(Ownership ownership) {
        List<Export> exports = new Listing(answers)
                .read(
                        Operation.CLOUDFORMATION_LIST_EXPORTS,
                        "Name",
                        it -> it.account() + " " + it.region() + " " + it.name(),
                        (item, site) -> new Export(
                                item.needed("Name"),
                                item.value("Value"),
                                item.needed("ExportingStackId"),
                                site.account(),
                                site.region(),
                                List.of()));
        Map<String, Site> sites = new TreeMap<>();
        answers.regional().forEach(it -> sites.put(it.account() + " " + it.region(), it));
        List<Export> all = new ArrayList<>();
        for (Export it : exports) {
            Site site = sites.get(it.account() + " " + it.region());
            boolean expected = ownership.everything() || ownership.ownsStack(it.stackArn());
            Sight<List<String>> importers = site == null
                    ? new Sight.Absent<>()
                    : new Inquiry(
                                    answers,
                                    Operation.CLOUDFORMATION_LIST_IMPORTS,
                                    Area.EXPORTS,
                                    site,
                                    it.name(),
                                    expected,
                                    List.of(it.name()))
                            .read(body -> {
                                if (!body.has("Imports")) {
                                    throw new Unreadable("`Imports` is missing");
                                }
                                return body.texts("Imports").stream().sorted().toList();
                            });
            all.add(new Export(
                    it.name(),
                    it.value(),
                    it.stackArn(),
                    it.account(),
                    it.region(),
                    importers.seen().orElse(List.of())));
        }
        return all;
    }
}
