package envgate.rules.catalog.links;

import envgate.rules.engine.RuleTester;
import org.junit.jupiter.api.Test;

class VariableNamesOtherEnvironmentTest {

    @Test
    void says_what_its_examples_expect() {
        RuleTester.check(VariableNamesOtherEnvironment.class);
    }
}
