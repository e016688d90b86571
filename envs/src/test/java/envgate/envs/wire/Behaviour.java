package envgate.envs.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// What a fake does with a call instead of answering it.
@FunctionalInterface
public interface Behaviour {

    /// @return whether the call was dealt with; else it is answered as if there were no behaviour
    boolean answer(HttpExchange exchange, WireCall call) throws IOException;

    /// AWS's refusal, with a message that must not be kept.
    static Behaviour refuse(String code, int status) {
        return (exchange, call) -> {
            WireFormat.Body body = WireFormat.error(call.service(), code, WireFake.SECRET);
            exchange.getResponseHeaders().set("x-amzn-ErrorType", code);
            send(exchange, status, body.type(), body.text());
            return true;
        };
    }

    /// Refuses the first calls, then answers.
    static Behaviour throttle(int times, String code, int status) {
        AtomicInteger left = new AtomicInteger(times);
        Behaviour refuse = refuse(code, status);
        return (exchange, call) -> {
            if (left.getAndDecrement() <= 0) {
                return false;
            }
            exchange.getResponseHeaders().set("Retry-After", "1");
            return refuse.answer(exchange, call);
        };
    }

    /// A proxy's page.
    static Behaviour html(int status) {
        return (exchange, _) -> {
            send(exchange, status, "text/html", "<!DOCTYPE html><html><body>" + WireFake.SECRET + "</body></html>");
            return true;
        };
    }

    static Behaviour empty(int status) {
        return (exchange, _) -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            return true;
        };
    }

    /// Any text with status 200.
    static Behaviour text(String type, String text) {
        return (exchange, _) -> {
            send(exchange, 200, type, text);
            return true;
        };
    }

    /// Promises more than it sends, and hangs up.
    static Behaviour halfClosed() {
        return (exchange, _) -> {
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(200, 10_000);
            OutputStream out = exchange.getResponseBody();
            out.write("{\"half\": ".getBytes(StandardCharsets.UTF_8));
            out.flush();
            throw new IOException("hangs up");
        };
    }

    /// Says nothing for a while, then answers.
    static Behaviour silent(Duration duration) {
        return (_, _) -> {
            WireFake.pause(duration);
            return false;
        };
    }

    /// Sends a whole answer.
    static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("x-amzn-RequestId", "1");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
