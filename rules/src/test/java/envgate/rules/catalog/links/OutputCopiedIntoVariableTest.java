package envgate.rules.catalog.links;

import envgate.rules.engine.RuleTester;
import org.junit.jupiter.api.Test;

class OutputCopiedIntoVariableTest {

    @Test
    void says_what_its_examples_expect() {
        RuleTester.check(OutputCopiedIntoVariable.class);
    }
}
