/// Terraform plans as `terraform show -json` prints them, told in CloudFormation's words.
@NullMarked
package envgate.envs.plan.terraform;

import org.jspecify.annotations.NullMarked;
