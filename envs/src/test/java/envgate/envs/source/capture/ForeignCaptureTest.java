package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Note;
import envgate.envs.model.Provenance;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Captures that others made, and what became of ours.
class ForeignCaptureTest {

    private static final String VPCS = "{\"Vpcs\": [{\"VpcId\": \"vpc-1\", \"OwnerId\": \"333333333333\"}]}";

    @TempDir
    private Path folder;

    @Test
    void what_the_cli_prints_is_read_whatever_its_file_is_called() throws IOException {
        write("anything.json", VPCS);
        write("sub/noise.txt", "{\"Subnets\": [{\"SubnetId\": \"subnet-1\", \"AvailabilityZone\": \"eu-west-1a\"}]}");
        Recording read = read();
        assertThat(calls(read))
                .containsExactlyInAnyOrder("333333333333//ec2:DescribeVpcs", "/eu-west-1/ec2:DescribeSubnets");
        assertThat(read.accounts()).containsExactly("333333333333");
        assertThat(read.regions()).containsExactly("eu-west-1");
        assertThat(read.takenAt()).isNull();
        assertThat(read.notes()).isEmpty();
        assertThat(read.gaps()).isEmpty();
    }

    @Test
    void folders_say_account_and_region() throws IOException {
        write("111111111111/eu-west-1/vpcs.json", "{\"Vpcs\": []}");
        write("111111111111/roles.json", "{\"RoleDetailList\": [], \"Policies\": [], \"UserDetailList\": []}");
        assertThat(calls(read()))
                .containsExactlyInAnyOrder(
                        "111111111111/eu-west-1/ec2:DescribeVpcs", "111111111111//iam:GetAccountAuthorizationDetails");
        assertThat(read().notes()).isEmpty();
    }

    @Test
    void several_values_and_several_lists_in_one_file_add_up() throws IOException {
        write(
                "all.json",
                VPCS + "\n{\"Subnets\": []}\n{\"RouteTables\": [], \"NetworkAcls\": [], \"NextToken\": \"x\"}");
        assertThat(calls(read()).stream().map(it -> it.substring(it.lastIndexOf('/') + 1)))
                .containsExactlyInAnyOrder(
                        "ec2:DescribeVpcs",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeRouteTables",
                        "ec2:DescribeNetworkAcls");
        assertThat(body(read(), "DescribeRouteTables")).isEqualTo("{\"RouteTables\":[],\"NextToken\":\"x\"}");
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE", "UTF-16BE", "UTF-8"})
    void byte_order_marks_and_utf_16_are_read(String charset) throws IOException {
        Files.write(folder.resolve("vpcs"), ("\uFEFF" + VPCS).getBytes(Charset.forName(charset)));
        assertThat(calls(read())).containsExactly("333333333333//ec2:DescribeVpcs");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"PrefixLists": [{"PrefixListId": "pl-1", "Cidrs": []}]}                   | ec2:DescribePrefixLists
            {"PrefixLists": [{"PrefixListId": "pl-1", "AddressFamily": "IPv4"}]}       | ec2:DescribeManagedPrefixLists
            {"items": [{"id": "a1", "name": "x", "endpointConfiguration": {}}]}        | apigateway:GetRestApis
            {"Items": [{"ApiId": "a1", "ProtocolType": "HTTP"}]}                       | apigatewayv2:GetApis
            {"Aliases": [{"AliasName": "alias/x", "AliasArn": "arn:aws:kms:eu-west-1:333333333333:alias/x"}]} | kms:ListAliases
            {"Keys": [{"KeyId": "k", "KeyArn": "arn:aws:kms:eu-west-1:333333333333:key/k"}]} | kms:ListKeys
            {"Parameters": [{"Name": "/x", "Type": "String"}]}                         | ssm:DescribeParameters
            {"Parameters": [{"Name": "/x", "Type": "String", "Value": "v"}]}           | ssm:GetParameters {"Names":["/x"]}
            {"Parameters": [], "InvalidParameters": ["/y"]}                            | ssm:GetParameters {"Names":["/y"]}
            {"Parameter": {"Name": "/x", "Type": "String", "Value": "v", "ARN": "arn:aws:ssm:eu-west-1:333333333333:parameter/x"}} | ssm:GetParameters {"Names":["/x"]}
            {"Configuration": {"FunctionName": "orders", "FunctionArn": "arn:aws:lambda:eu-west-1:333333333333:function:orders"}, "Code": {}} | lambda:GetFunction {"FunctionName":"orders"}
            {"FunctionName": "orders", "FunctionArn": "arn:aws:lambda:eu-west-1:333333333333:function:orders", "Role": "r"} | lambda:GetFunction {"FunctionName":"orders"}
            {"Attributes": {"QueueArn": "arn:aws:sqs:eu-west-1:333333333333:orders"}}  | sqs:GetQueueAttributes {"QueueUrl":"https://sqs.eu-west-1.amazonaws.com/333333333333/orders"}
            {"Attributes": {"TopicArn": "arn:aws:sns:eu-west-1:333333333333:orders"}}  | sns:GetTopicAttributes {"TopicArn":"arn:aws:sns:eu-west-1:333333333333:orders"}
            {"VpcId": "vpc-1", "EnableDnsSupport": {"Value": true}}                    | ec2:DescribeVpcAttribute {"VpcId":"vpc-1","Attribute":"enableDnsSupport"}
            {"KeyMetadata": {"KeyId": "k", "Arn": "arn:aws:kms:eu-west-1:333333333333:key/k"}} | kms:DescribeKey {"KeyId":"k"}
            {"Grants": [{"KeyId": "arn:aws:kms:eu-west-1:333333333333:key/k", "GrantId": "g"}], "Truncated": false} | kms:ListGrants {"KeyId":"arn:aws:kms:eu-west-1:333333333333:key/k"}
            {"Policy": {"Arn": "arn:aws:iam::aws:policy/X", "DefaultVersionId": "v1"}} | iam:GetPolicy {"PolicyArn":"arn:aws:iam::aws:policy/X"}
            {"Policy": {"PolicySummary": {"Id": "p-1"}, "Content": "{}"}}              | organizations:DescribePolicy {"PolicyId":"p-1"}
            {"ARN": "arn:aws:secretsmanager:eu-west-1:333333333333:secret:x-AbCdEf", "Name": "x"} | secretsmanager:GetResourcePolicy {"SecretId":"arn:aws:secretsmanager:eu-west-1:333333333333:secret:x-AbCdEf"}
            {"HostedZone": {"Id": "/hostedzone/Z1"}, "VPCs": []}                       | route53:GetHostedZone {"Id":"/hostedzone/Z1"}
            {"Listeners": [{"LoadBalancerArn": "arn:aws:elasticloadbalancing:eu-west-1:333333333333:loadbalancer/app/x/1"}]} | elbv2:DescribeListeners {"LoadBalancerArn":"arn:aws:elasticloadbalancing:eu-west-1:333333333333:loadbalancer/app/x/1"}
            {"Policy": "{\\"Statement\\":[{\\"Resource\\":\\"arn:aws:lambda:eu-west-1:333333333333:function:orders\\"}]}", "RevisionId": "r"} | lambda:GetPolicy {"FunctionName":"orders"}
            {"UserId": "u", "Account": "333333333333", "Arn": "arn:aws:iam::333333333333:user/x"} | sts:GetCallerIdentity
            """)
    void an_answer_is_known_by_its_members(String json, String call) throws IOException {
        write("a.json", json);
        Recording read = read();
        assertThat(read.answers())
                .singleElement()
                .satisfies(it -> assertThat(it.service() + ":" + it.operation()
                                + (it.request().isEmpty() ? "" : " " + it.request()))
                        .isEqualTo(call));
        assertThat(read.notes()).isEmpty();
        assertThat(read.gaps()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"VirtualInterfaces": []}                         | `VirtualInterfaces` is not read: `a.json`
            {"Policies": [{"PolicyName": "x"}]}               | `Policies` is not read: `a.json`
            {"PrefixLists": []}                               | `PrefixLists` is not read: `a.json`
            {"items": [{"id": "k", "value": "secret"}]}       | `items` is not read: `a.json`
            {"Aliases": [{"AliasArn": "x", "FunctionVersion": "1"}]} | `Aliases` is not read: `a.json`
            {"Stacks": [{"StackId": "x", "Arn": "y"}]}        | `Stacks` is not read: `a.json`
            {"a": 1, "b": 2, "c": 3, "d": 4}                  | `a`, `b`, `c` and 1 more is not read: `a.json`
            [1]                                               | `a.json` is no answer of AWS and was not read
            {"items": [{"id": "r", "pathPart": "x"}]}         | `items` does not say what it is about: put it into `Calls`, with its request: `a.json`
            {"Policy": "{}"}                                  | `Policy` does not say what it is about: put it into `Calls`, with its request: `a.json`
            {"Grants": [], "Truncated": false}                | `Grants` does not say what it is about: put it into `Calls`, with its request: `a.json`
            {"TemplateBody": "x"}                             | `TemplateBody` does not say what it is about: put it into `Calls`, with its request: `a.json`
            {"Calls": [{"service": "glue", "operation": "GetJobs", "response": {}}]} | `glue:GetJobs` is not read: `a.json`
            """)
    void what_is_not_read_is_noted(String json, String note) throws IOException {
        write("a.json", json);
        write("vpcs.json", VPCS);
        Recording read = read();
        assertThat(read.answers()).hasSize(1);
        assertThat(read.gaps()).isEmpty();
        assertThat(read.notes()).extracting(Note::text).containsExactly(note);
    }

    @Test
    void one_note_names_all_files_of_a_kind() throws IOException {
        write("vpcs.json", VPCS);
        for (String it : List.of("a", "b", "c", "d", "e")) {
            write(it + ".json", "{\"Hosts\": []}");
        }
        write("README.md", "# captures");
        assertThat(read().notes())
                .extracting(Note::text)
                .containsExactly(
                        "`Hosts` is not read: `a.json`, `b.json`, `c.json` and 2 more",
                        "`README.md` is no JSON and was not read");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x.json    | {"Subnets": [           | SUBNETS   | `x.json:1:14` cannot be read: it ends too early
            x.json    | {"Subnets": [], tiger}  | SUBNETS   | `x.json:1:17` cannot be read: this is no JSON
            x.json    | {"Subnets": [], "Subnets": []} | SUBNETS | `x.json:1:26` cannot be read: a key is written twice in one object
            x.json    | {"Subnets": {}}         | SUBNETS   | `x.json` cannot be read: `Subnets` is no list
            x.json    | {"Subnets": null}       | SUBNETS   | `x.json` cannot be read: `Subnets` is no list
            x.json    | {"Subnets": [1]}        | SUBNETS   | `x.json` cannot be read: `Subnets` holds what is no object
            x.json    | {"QueueUrls": [{}]}     | QUEUES    | `x.json` cannot be read: `QueueUrls` holds what is no text
            x.json    | {"Keys": [{"KeyArn": "a"}, {"b": 1}]} | KEYS | `x.json` cannot be read: `Keys` holds things of several kinds
            subnets.json | EMPTY                | SUBNETS   | `subnets.json` cannot be read: it is empty
            describe-subnets.json | <html>      | SUBNETS   | `describe-subnets.json:1:1` cannot be read: this is no JSON
            ec2-describe-subnets-eu-west-1.json | nonsense | SUBNETS | `ec2-describe-subnets-eu-west-1.json:1:1` cannot be read: this is no JSON
            x.json    | {"Calls": [{"service": "ec2", "operation": "DescribeSubnets"}]} | SUBNETS | `x.json` cannot be read: call 1: it has not one of `response` and `error`
            x.json    | {"Calls": [{"service": "ec2", "operation": "DescribeSubnets", "response": 1}]} | SUBNETS | `x.json` cannot be read: call 1: its `response` is no object
            x.json    | {"Calls": [{"service": "ec2", "operation": "DescribeSubnets", "error": {}}]} | SUBNETS | `x.json` cannot be read: call 1: its `error` has no `code`
            x.json    | {"Calls": [{"service": "ec2", "operation": "DescribeSubnets", "request": [], "response": {}}]} | SUBNETS | `x.json` cannot be read: call 1: its `request` is no object
            """)
    void a_broken_file_hides_its_area_and_nothing_else(String name, String json, Area area, String reason)
            throws IOException {
        write("vpcs.json", VPCS);
        write(name, json.equals("EMPTY") ? "" : json);
        Recording read = read();
        assertThat(read.answers()).hasSize(1);
        assertThat(read.gaps()).containsExactly(new Gap(area, "", "", "", "", "", "", reason));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"what": {                               | `x.json:1:11` cannot be read: it ends too early
            {"Calls": [{"service": "ec2"             | `x.json:1:29` cannot be read: it ends too early
            {"Calls": [1]}                           | `x.json` cannot be read: call 1: it names no `service` and `operation`
            {"envgateCapture": 1, "environment":     | `x.json:1:37` cannot be read: it ends too early
            {"envgateCapture": "one"}                | `x.json` cannot be read: `envgateCapture` is no version
            {"envgateCapture": 1, "environment": 5}  | `x.json` cannot be read: `selection` is no object
            """)
    void a_broken_file_that_may_have_held_anything_hides_everything(String json, String reason) throws IOException {
        write("vpcs.json", VPCS);
        write("x.json", json);
        Recording read = read();
        assertThat(read.answers()).hasSize(1);
        assertThat(read.gaps()).extracting(Gap::area).containsExactly(Area.values());
        assertThat(read.gaps()).extracting(Gap::reason).containsOnly(reason);
    }

    @Test
    void a_broken_file_of_a_capture_of_ours_hides_what_it_was_written_with() throws IOException {
        CaptureFolder.write(
                Redaction.of(RedactionKey.random(), (_, _) -> false).apply(SampleAnswers.healthy()), folder);
        write("333333333333/eu-west-1/lambda-get-policy.json", "{");
        Files.delete(folder.resolve("333333333333/eu-west-1/sqs-get-queue-attributes.json"));
        assertThat(read().gaps())
                .containsExactly(
                        new Gap(
                                Area.FUNCTION_POLICIES,
                                "333333333333",
                                "eu-west-1",
                                "",
                                "",
                                "",
                                "",
                                "`333333333333/eu-west-1/lambda-get-policy.json:1:2` cannot be read: it ends too early"),
                        new Gap(
                                Area.QUEUES,
                                "333333333333",
                                "eu-west-1",
                                "",
                                "",
                                "",
                                "",
                                "`333333333333/eu-west-1/sqs-get-queue-attributes.json` is missing from the capture"),
                        new Gap(
                                Area.RESOURCE_POLICIES,
                                "333333333333",
                                "eu-west-1",
                                "",
                                "",
                                "",
                                "",
                                "`333333333333/eu-west-1/sqs-get-queue-attributes.json` is missing from the capture"));
    }

    @Test
    void nothing_but_broken_files_is_bad_input() throws IOException {
        write("x.json", "{\"what\": ");
        write("y.json", "tiger");
        assertThat(CaptureFolder.recognises(folder)).isFalse();
        org.assertj.core.api.Assertions.assertThatThrownBy(this::read)
                .hasMessage(folder.resolve("x.json") + ":1:10: the file cannot be read: it ends too early\n"
                        + folder.resolve("y.json") + ":1:1: the file cannot be read: this is no JSON");
    }

    @Test
    void bombs_are_not_read() throws IOException {
        write("deep.json", "{\"Subnets\": " + "[".repeat(100_000));
        write("large.json", "{\"RouteTables\": [" + "1,".repeat(40_000) + "1]}");
        write("vpcs.json", VPCS);
        Recording read = CaptureReader.read(folder, new CaptureLimits(10, 70_000, 150_000));
        assertThat(read.gaps())
                .extracting(Gap::reason)
                .containsExactlyInAnyOrder(
                        "`deep.json` cannot be read: it is larger than 70000 bytes",
                        "`large.json` cannot be read: it is larger than 70000 bytes");
        Recording larger = CaptureReader.read(folder, new CaptureLimits(10, 120_000, 150_000));
        assertThat(larger.gaps())
                .extracting(it -> it.area() + " " + it.reason())
                .containsExactlyInAnyOrder(
                        "SUBNETS `deep.json:1:213` cannot be read: it is nested deeper than 200",
                        "ROUTE_TABLES `large.json` cannot be read: the capture is larger than 150000 bytes");
        Recording fewer = CaptureReader.read(folder, new CaptureLimits(2, 120_000, 500_000));
        assertThat(fewer.answers()).isEmpty();
        assertThat(fewer.gaps())
                .extracting(it -> it.area() + " " + it.reason())
                .contains("VPCS `vpcs.json` cannot be read: the capture has more than 2 files");
    }

    @Test
    void links_out_of_the_folder_are_not_followed() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("subnets.json"), "{\"Subnets\": []}");
        Path capture = Files.createDirectory(folder.resolve("capture"));
        Files.writeString(capture.resolve("vpcs.json"), VPCS);
        Files.createSymbolicLink(capture.resolve("a.json"), outside.resolve("subnets.json"));
        Files.createSymbolicLink(capture.resolve("b"), outside);
        Files.createSymbolicLink(capture.resolve("c.json"), capture.resolve("nothing.json"));
        Files.createSymbolicLink(capture.resolve("d.json"), capture.resolve("vpcs.json"));
        Recording read = CaptureFolder.read(capture);
        assertThat(calls(read)).containsExactly("333333333333//ec2:DescribeVpcs");
        assertThat(read.notes())
                .extracting(Note::text)
                .containsExactly("`a.json`, `b`, `c.json` is a link out of the capture and was not followed");
    }

    @Test
    void hidden_files_are_left_alone() throws IOException {
        write(".git/config.json", "{");
        write(".DS_Store", "{");
        write("vpcs.json", VPCS);
        assertThat(read().gaps()).isEmpty();
    }

    @Test
    void a_call_may_say_its_own_account_and_region() throws IOException {
        write("333333333333/eu-west-1/x.json", """
            {"Calls": [{"account": "111111111111", "region": "us-east-1", "service": "lambda", "operation": "GetPolicy",
              "request": {"FunctionName": "x"}, "error": "ResourceNotFoundException"},
              {"service": "s3", "operation": "GetBucketPolicy", "request": {"Bucket": "b"}, "error": {"Code": "AccessDenied"}}]}""");
        assertThat(calls(read()))
                .containsExactlyInAnyOrder(
                        "111111111111/us-east-1/lambda:GetPolicy", "333333333333//s3:GetBucketPolicy");
    }

    @Test
    void a_service_may_go_by_the_name_that_the_sdks_or_iam_have_for_it() throws IOException {
        write("333333333333/eu-west-1/x.json", """
            {"Calls": [{"service": "elasticloadbalancingv2", "operation": "DescribeTargetHealth",
                "request": {"TargetGroupArn": "x"}, "response": {"TargetHealthDescriptions": []}},
              {"service": "elasticloadbalancing", "operation": "DescribeLoadBalancers",
                "response": {"LoadBalancers": []}},
              {"service": "elasticloadbalancing", "operation": "DescribeLoadBalancers",
                "response": {"LoadBalancerDescriptions": []}},
              {"service": "elasticloadbalancing", "operation": "DescribeTargetGroups",
                "response": {"TargetGroups": []}},
              {"service": "elasticloadbalancing", "operation": "DescribeTags", "response": {}},
              {"service": "eventbridge", "operation": "DescribeEventBus", "response": {"Name": "orders"}}]}""");
        Recording read = read();
        assertThat(calls(read))
                .containsExactlyInAnyOrder(
                        "333333333333/eu-west-1/elbv2:DescribeTargetHealth",
                        "333333333333/eu-west-1/elbv2:DescribeLoadBalancers",
                        "333333333333/eu-west-1/elb:DescribeLoadBalancers",
                        "333333333333/eu-west-1/elbv2:DescribeTargetGroups",
                        "333333333333/eu-west-1/events:DescribeEventBus");
        assertThat(read.notes())
                .extracting(Note::text)
                .containsExactly("`elasticloadbalancing:DescribeTags` is not read: `333333333333/eu-west-1/x.json`");
    }

    @Test
    void the_order_of_files_means_nothing() throws IOException {
        List<String> texts = List.of(VPCS, "{\"Subnets\": []}", "{\"RouteTables\": []}", "{\"Hosts\": []}");
        for (int i = 0; i < texts.size(); i++) {
            write("one/" + i + ".json", texts.get(i));
            write("other/" + (texts.size() - i) + ".json", texts.get(i));
        }
        Recording one = CaptureFolder.read(folder.resolve("one"));
        Recording other = CaptureFolder.read(folder.resolve("other"));
        assertThat(other.answers()).isEqualTo(one.answers());
    }

    @Test
    void every_snapshot_of_batfish_is_read() throws IOException {
        Path snapshots =
                Path.of(System.getProperty("envgate.root", "..")).resolve("../shared/data/batfish-aws/snapshots");
        assumeThat(snapshots)
                .as("batfish's snapshots are not beside this project")
                .isDirectory();
        Map<String, Recording> read = new java.util.TreeMap<>();
        try (Stream<Path> all = Files.list(snapshots)) {
            for (Path it : all.filter(Files::isDirectory).toList()) {
                read.put(it.getFileName().toString(), CaptureFolder.read(it));
            }
        }
        assertThat(read).hasSizeGreaterThan(20).allSatisfy((name, recording) -> {
            assertThat(recording.answers()).as(name).isNotEmpty();
            assertThat(recording.gaps()).as(name).isEmpty();
            Redaction redaction = Redaction.of(RedactionKey.of("a key for tests"), (_, _) -> false);
            Recording redacted = redaction.apply(recording);
            assertThat(redaction.apply(redacted)).as(name).isEqualTo(redacted);
        });
        Set<String> unread = new TreeSet<>();
        read.values()
                .forEach(it -> it.notes().stream()
                        .map(Note::text)
                        .filter(note -> note.contains(" is not read"))
                        .forEach(note -> unread.addAll(
                                List.of(note.replaceAll(" is not read.*", "").split(", ")))));
        read.forEach((name, recording) -> assertThat(CaptureDecoder.decode(recording, Provenance.Kind.CAPTURE, name)
                        .gaps())
                .as(name)
                .filteredOn(it -> !it.reason().equals("not recorded"))
                .allMatch(it -> it.resource().equals("tgw-rtb-dx01"), "what Direct Connect propagates is not seen"));
        assertThat(unread)
                .as("nothing of a network, but for Direct Connect")
                .containsExactlyInAnyOrder(
                        "`AvailabilityZones`",
                        "`DirectConnectGatewayAssociations`",
                        "`DirectConnectGateways`",
                        "`Hosts`",
                        "`InstanceStatuses`",
                        "`Instances`",
                        "`MovingAddressStatuses`",
                        "`PlacementGroups`",
                        "`ServiceDetails`",
                        "`ServiceNames`",
                        "`Tags`",
                        "`VirtualInterfaces`",
                        "`hostInterfaces`",
                        "`hostname`");
    }

    private Recording read() {
        return CaptureFolder.read(folder);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private static Set<String> calls(Recording recording) {
        Set<String> calls = new HashSet<>();
        recording
                .answers()
                .forEach(it -> calls.add(it.account() + "/" + it.region() + "/" + it.service() + ":" + it.operation()));
        return calls;
    }

    private static String body(Recording recording, String operation) {
        return recording.answers().stream()
                .filter(it -> it.operation().equals(operation))
                .map(it -> ((Answer.Response) it.outcome()).body().toString())
                .findFirst()
                .orElseThrow();
    }
}
