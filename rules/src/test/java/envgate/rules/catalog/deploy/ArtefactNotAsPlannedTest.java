package envgate.rules.catalog.deploy;

import envgate.rules.engine.RuleTester;
import org.junit.jupiter.api.Test;

class ArtefactNotAsPlannedTest {

    @Test
    void says_what_its_examples_expect() {
        RuleTester.check(ArtefactNotAsPlanned.class);
    }
}
