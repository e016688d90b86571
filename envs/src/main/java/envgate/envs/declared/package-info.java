/// Environments as deploy tools declare them: what an inventory can be begun from.
@org.jspecify.annotations.NullMarked
package envgate.envs.declared;
