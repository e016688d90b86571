package envgate.envs.source.capture;

import envgate.envs.model.Arn;

/// An account and region that answers came from; the region is empty for calls that are the same in all of
/// them.
///
/// @param partition of its ARNs
record Site(String partition, String account, String region) implements Comparable<Site> {

    /// Partitions:
    /// https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html.
    static String partitionOf(String region) {
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    Arn arn(String service, String resource) {
        return new Arn(partition, service, region, account, resource);
    }

    /// The host of an endpoint in this region.
    String host(String start) {
        return start + "." + region + (partition.equals("aws-cn") ? ".amazonaws.com.cn" : ".amazonaws.com");
    }

    @Override
    public int compareTo(Site other) {
        int byAccount = account.compareTo(other.account);
        return byAccount != 0 ? byAccount : region.compareTo(other.region);
    }
}
