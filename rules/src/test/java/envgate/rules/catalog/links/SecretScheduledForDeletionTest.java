package envgate.rules.catalog.links;

import envgate.rules.engine.RuleTester;
import org.junit.jupiter.api.Test;

class SecretScheduledForDeletionTest {

    @Test
    void says_what_its_examples_expect() {
        RuleTester.check(SecretScheduledForDeletion.class);
    }
}
