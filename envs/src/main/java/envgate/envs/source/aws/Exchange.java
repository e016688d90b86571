package envgate.envs.source.aws;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How one operation is asked: a row of [Exchanges] while it is being written, and afterwards.
final class Exchange {

    private final Supplier<? extends AwsRequest.Builder> request;
    private final BiFunction<Object, AwsRequest, AwsResponse> call;
    private final Map<String, String> pages = new LinkedHashMap<>();
    private final ObjectNode sizes = JsonNodeFactory.instance.objectNode();
    private final ObjectNode always = JsonNodeFactory.instance.objectNode();

    Exchange(Supplier<? extends AwsRequest.Builder> request, BiFunction<Object, AwsRequest, AwsResponse> call) {
        this.request = request;
        this.call = call;
    }

    /// The answer's member that the next request carries, and under which name.
    Exchange page(String asked, String answered) {
        pages.put(asked, answered);
        return this;
    }

    /// How much one page may hold.
    Exchange size(String member, int most) {
        sizes.put(member, most);
        return this;
    }

    /// A member that every request has.
    Exchange with(String member, String... values) {
        for (String it : values) {
            always.withArray(member).add(it);
        }
        return this;
    }

    Exchange with(String member, boolean value) {
        always.put(member, value);
        return this;
    }

    AwsRequest.Builder request() {
        return request.get();
    }

    AwsResponse ask(Object client, AwsRequest asked) {
        return call.apply(client, asked);
    }

    /// Names of the next request's members by those of the answer; empty when there are no pages.
    Map<String, String> pages() {
        return Collections.unmodifiableMap(pages);
    }

    ObjectNode sizes() {
        return sizes.deepCopy();
    }

    /// What a listing asks.
    ObjectNode always() {
        return always.deepCopy();
    }
}
