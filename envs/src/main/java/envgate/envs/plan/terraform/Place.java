package envgate.envs.plan.terraform;

/// The account and region that resources of a plan lie in.
record Place(String partition, String account, String region) {

    static Place of(String account, String region) {
        String partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        return new Place(partition, account, region);
    }

    String suffix() {
        return partition.equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
    }
}
