package envgate.rules.catalog.links;

import envgate.rules.engine.RuleTester;
import org.junit.jupiter.api.Test;

class VariableDiffersFromOutputTest {

    @Test
    void says_what_its_examples_expect() {
        RuleTester.check(VariableDiffersFromOutput.class);
    }
}
