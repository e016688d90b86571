package envgate.envs.source.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import envgate.envs.document.BadInput;
import envgate.envs.model.Area;
import envgate.envs.model.Gap;
import envgate.envs.model.Note;
import envgate.envs.model.Origin;
import envgate.envs.model.Selection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFolderTest {

    private static final Redaction REDACTION = Redaction.of(RedactionKey.of("a key for tests"), (_, _) -> false);

    @TempDir
    private Path temporary;

    @Test
    void what_is_written_is_read_again() {
        Recording written = sample();
        Path folder = temporary.resolve("captures/prod");
        CaptureFolder.write(written, folder);
        Recording read = CaptureFolder.read(folder);

        assertThat(new HashSet<>(read.answers())).isEqualTo(new HashSet<>(written.answers()));
        assertThat(read).usingRecursiveComparison().ignoringFields("answers").isEqualTo(written);
        assertThat(CaptureFolder.recognises(folder)).isTrue();
    }

    private static Recording sample() {
        Recording recording = REDACTION.apply(SampleAnswers.healthy());
        return new Recording(
                recording.environment(),
                recording.accounts(),
                recording.regions(),
                recording.caller(),
                recording.takenAt(),
                recording.selection(),
                recording.answers(),
                List.of(new Gap(Area.VPCS, "333333333333", "", "ec2", "DescribeVpcs", "", "ec2:DescribeVpcs", "why")),
                List.of(
                        new Note("one", new Origin.Unknown()),
                        new Note("two", new Origin.FileLine("a.json", 3)),
                        new Note("three", new Origin.ApiCall("ec2", "DescribeVpcs", "vpc-1"))));
    }

    @Test
    void a_capture_is_laid_out_by_account_and_region() throws IOException {
        Path folder = temporary.resolve("prod");
        CaptureFolder.write(sample(), folder);
        assertThat(contents(folder).keySet())
                .contains(
                        "capture.json",
                        "333333333333/iam-get-account-authorization-details.json",
                        "333333333333/eu-west-1/ec2-describe-vpcs.json",
                        "333333333333/eu-west-1/lambda-list-functions.json",
                        "333333333333/eu-west-1/lambda-get-policy.json",
                        "333333333333/eu-west-1/ec2-describe-nat-gateways.json");
        assertThat(contents(folder).get("333333333333/eu-west-1/ec2-describe-vpcs.json"))
                .startsWith("{\n  \"Vpcs\" : [\n    {\n      \"CidrBlock\" : \"10.30.0.0/16\",\n")
                .endsWith("}\n");
        assertThat(contents(folder).get("333333333333/eu-west-1/ec2-describe-nat-gateways.json"))
                .contains("\"error\" : {\n        \"code\" : \"UnauthorizedOperation\",\n        \"status\" : 403");
        assertThat(contents(folder).get("capture.json"))
                .contains(
                        "\"envgateCapture\" : 1",
                        "\"environment\" : \"prod\"",
                        "\"takenAt\" : \"2026-11-19T10:42:17Z\"");
    }

    @Test
    void equal_recordings_make_equal_bytes() throws IOException {
        Recording one = sample();
        List<Answer> shuffled = new ArrayList<>(one.answers());
        Collections.shuffle(shuffled, new Random(3));
        CaptureFolder.write(one, temporary.resolve("one"));
        CaptureFolder.write(one.withAnswers(shuffled, one.notes()), temporary.resolve("other"));
        assertThat(contents(temporary.resolve("other"))).isEqualTo(contents(temporary.resolve("one")));
    }

    @Test
    void a_capture_replaces_a_capture_and_leaves_nothing_behind() throws IOException {
        Path folder = temporary.resolve("prod");
        CaptureFolder.write(sample(), folder);
        Recording other = REDACTION.apply(recording(answer("ec2", "DescribeVpcs", "{\"Vpcs\": []}")));
        CaptureFolder.write(other, folder);
        assertThat(contents(folder).keySet())
                .containsExactly("333333333333/eu-west-1/ec2-describe-vpcs.json", "capture.json");
        assertThat(names(temporary)).containsExactly("prod");
    }

    @Test
    void an_empty_folder_becomes_a_capture() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("prod"));
        CaptureFolder.write(sample(), folder);
        assertThat(contents(folder)).containsKey("capture.json");
    }

    @Test
    void nothing_is_replaced_that_is_no_capture() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("prod"));
        Files.writeString(folder.resolve("vpcs.json"), "{\"Vpcs\": []}");
        assertThatThrownBy(() -> CaptureFolder.write(sample(), folder))
                .isInstanceOf(BadInput.class)
                .hasMessage(folder + ": the folder is there and is no capture of envgate's: nothing was written, choose"
                        + " another folder or remove this one");
        assertThat(contents(folder)).containsOnlyKeys("vpcs.json");
        assertThat(names(temporary)).containsExactly("prod");
    }

    @Test
    void a_capture_that_holds_something_else_too_is_not_replaced() throws IOException {
        Path folder = temporary.resolve("prod");
        CaptureFolder.write(sample(), folder);
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Map<String, String> before = contents(folder);
        assertThatThrownBy(() -> CaptureFolder.write(sample(), folder))
                .hasMessage(folder + ": the folder holds `notes.txt`, which envgate did not write: nothing was written,"
                        + " choose another folder or remove this one");
        assertThat(contents(folder)).isEqualTo(before);
    }

    @Test
    void a_file_is_not_replaced_by_a_capture() throws IOException {
        Path file = Files.writeString(temporary.resolve("prod"), "mine");
        assertThatThrownBy(() -> CaptureFolder.write(sample(), file))
                .hasMessage(
                        file + ": this is a file and no folder: nothing was written, choose another folder or remove"
                                + " this one");
    }

    @Test
    void a_capture_that_cannot_be_written_is_not_written_in_part() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "mine");
        Path folder = file.resolve("prod");
        assertThatThrownBy(() -> CaptureFolder.write(sample(), folder))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(folder + ": the capture cannot be written: ")
                .hasMessageEndingWith(": choose another folder");
        assertThat(names(temporary)).containsExactly("file");
    }

    @Test
    void no_canary_gets_onto_the_disk() throws IOException {
        List<String> canaries = new ArrayList<>();
        Random random = new Random(5);
        Recording raw = SampleAnswers.filled(_ -> {
            String canary = "canary-%016x".formatted(random.nextLong());
            canaries.add(canary);
            return canary;
        });
        CaptureFolder.write(REDACTION.apply(raw), temporary.resolve("prod"));
        String all = String.join("\n", contents(temporary.resolve("prod")).values());
        assertThat(canaries).hasSizeGreaterThan(60);
        assertThat(canaries.stream().filter(all::contains)).isEmpty();
    }

    @Test
    void answers_of_calls_that_folders_cannot_tell_are_kept_too() {
        Recording odd = REDACTION.apply(new Recording(
                "prod",
                List.of(),
                List.of(),
                "",
                null,
                Selection.EVERYTHING,
                List.of(
                        answer("", "", "ec2", "DescribeVpcs", "{\"Vpcs\": []}"),
                        answer("333333333333", "", "ec2", "DescribeVpcs", "{\"Vpcs\": []}"),
                        answer("333333333333", "eu-west-1", "ec2", "DescribePrefixLists", "{\"PrefixLists\": []}"),
                        answer(
                                "333333333333",
                                "eu-west-1",
                                "ec2",
                                "DescribeManagedPrefixLists",
                                "{\"PrefixLists\": []}"),
                        answer("333333333333", "eu-west-1", "sqs", "ListQueues", "{}"),
                        answer(
                                "333333333333",
                                "eu-west-1",
                                "ec2",
                                "DescribeSubnets",
                                "{\"Subnets\": [1, 2.5, 12345678901]}"),
                        new Answer(
                                "333333333333",
                                "eu-west-1",
                                "ec2",
                                "DescribeVpcs",
                                CaptureJson.object().put("MaxResults", 5),
                                new Answer.Response(SampleAnswers.json("{\"Vpcs\": []}")))),
                List.of(),
                List.of()));
        CaptureFolder.write(odd, temporary.resolve("odd"));
        assertThat(new HashSet<>(CaptureFolder.read(temporary.resolve("odd")).answers()))
                .isEqualTo(new HashSet<>(odd.answers()));
    }

    @Test
    void a_missing_folder_is_bad_input() {
        Path folder = temporary.resolve("none");
        assertThat(CaptureFolder.recognises(folder)).isFalse();
        assertThatThrownBy(() -> CaptureFolder.read(folder))
                .isInstanceOf(BadInput.class)
                .hasMessage(folder + ": there is no such folder");
    }

    @Test
    void a_file_is_no_capture() throws IOException {
        Path file = Files.writeString(temporary.resolve("vpcs.json"), "{\"Vpcs\": []}");
        assertThatThrownBy(() -> CaptureFolder.read(file)).hasMessage(file + ": this is a file and no folder");
    }

    @Test
    void a_folder_without_an_answer_is_bad_input() throws IOException {
        Files.writeString(temporary.resolve("package.json"), "{\"name\": \"orders\"}");
        assertThat(CaptureFolder.recognises(temporary)).isFalse();
        assertThatThrownBy(() -> CaptureFolder.read(temporary))
                .hasMessage(
                        temporary + ": the folder holds no answer of AWS: record one with `envgate capture`, or save"
                                + " what the AWS CLI prints: `aws ec2 describe-vpcs > vpcs.json`");
    }

    @Test
    void a_capture_of_a_later_envgate_is_bad_input() throws IOException {
        Files.writeString(temporary.resolve("capture.json"), "{\"envgateCapture\": 2}");
        assertThatThrownBy(() -> CaptureFolder.read(temporary))
                .hasMessage(temporary.resolve("capture.json")
                        + ": a later envgate wrote this capture, in format 2: this envgate reads up to format 1, take the"
                        + " later one or capture again");
    }

    private static Recording recording(Answer... answers) {
        return new Recording(
                "prod",
                List.of("333333333333"),
                List.of("eu-west-1"),
                "",
                null,
                Selection.EVERYTHING,
                List.of(answers),
                List.of(),
                List.of());
    }

    private static Answer answer(String service, String operation, String body) {
        return answer("333333333333", "eu-west-1", service, operation, body);
    }

    private static Answer answer(String account, String region, String service, String operation, String body) {
        return new Answer(
                account,
                region,
                service,
                operation,
                CaptureJson.object(),
                new Answer.Response(SampleAnswers.json(body)));
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path it : all.filter(Files::isRegularFile).toList()) {
                contents.put(
                        folder.relativize(it).toString().replace('\\', '/'),
                        Files.readString(it, StandardCharsets.UTF_8));
            }
        }
        return contents;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(it -> it.getFileName().toString()).toList();
        }
    }
}
