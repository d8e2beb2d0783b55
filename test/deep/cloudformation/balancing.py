"""Load balancing: moto's CloudFormation makes application balancers of all, and registers no targets."""

from called import Called, without


class LoadBalancer(Called):
    service = "elbv2"

    def create(self, name, properties):
        arguments = without(properties, "LoadBalancerAttributes")
        [balancer] = self.api.create_load_balancer(**{"Name": name, **arguments})["LoadBalancers"]
        self.attributes = {
            "DNSName": balancer["DNSName"],
            "CanonicalHostedZoneID": balancer["CanonicalHostedZoneId"],
            "LoadBalancerFullName": balancer["LoadBalancerArn"].split(":loadbalancer/")[1],
        }
        arn = balancer["LoadBalancerArn"]
        self.api.modify_load_balancer_attributes(
            LoadBalancerArn=arn, Attributes=properties.get("LoadBalancerAttributes", [])
        )
        return arn

    def remove(self):
        self.api.delete_load_balancer(LoadBalancerArn=self.physical_resource_id)


class TargetGroup(Called):
    service = "elbv2"

    def create(self, name, properties):
        arguments = without(properties, "Targets", "TargetGroupAttributes")
        [group] = self.api.create_target_group(**{"Name": name, **arguments})["TargetGroups"]
        arn = group["TargetGroupArn"]
        self.attributes = {"TargetGroupFullName": arn.split(":")[-1]}
        self.api.modify_target_group_attributes(
            TargetGroupArn=arn, Attributes=properties.get("TargetGroupAttributes", [])
        )
        if properties.get("Targets"):
            self.api.register_targets(TargetGroupArn=arn, Targets=properties["Targets"])
        return arn

    def change(self, properties):
        arn = self.physical_resource_id
        described = self.api.describe_target_health(TargetGroupArn=arn)["TargetHealthDescriptions"]
        registered = [{"Id": each["Target"]["Id"], "Port": each["Target"]["Port"]} for each in described]
        surplus = [target for target in registered if target not in properties.get("Targets", [])]
        missing = [target for target in properties.get("Targets", []) if target not in registered]
        if surplus:
            self.api.deregister_targets(TargetGroupArn=arn, Targets=surplus)
        if missing:
            self.api.register_targets(TargetGroupArn=arn, Targets=missing)
        return True

    def remove(self):
        self.api.delete_target_group(TargetGroupArn=self.physical_resource_id)


class Listener(Called):
    service = "elbv2"

    def create(self, name, properties):
        [listener] = self.api.create_listener(**properties)["Listeners"]
        return listener["ListenerArn"]

    def remove(self):
        self.api.delete_listener(ListenerArn=self.physical_resource_id)


class ListenerRule(Called):
    service = "elbv2"

    def create(self, name, properties):
        [rule] = self.api.create_rule(**properties)["Rules"]
        return rule["RuleArn"]

    def remove(self):
        self.api.delete_rule(RuleArn=self.physical_resource_id)
