package envgate.rules.catalog.limits;

import envgate.rules.engine.RuleTester;
import org.junit.jupiter.api.Test;

class VariablesOverSizeLimitTest {

    @Test
    void says_what_its_examples_expect() {
        RuleTester.check(VariablesOverSizeLimit.class);
    }
}
