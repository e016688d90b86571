package envgate.rules.catalog.limits;

import envgate.rules.engine.RuleTester;
import org.junit.jupiter.api.Test;

class FunctionThrottledToZeroTest {

    @Test
    void says_what_its_examples_expect() {
        RuleTester.check(FunctionThrottledToZero.class);
    }
}
