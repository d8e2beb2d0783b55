"""Who is told what: moto's CloudFormation knows none of these types."""

import json

import boto3
from called import Called


class Alarm(Called):
    service = "cloudwatch"

    def create(self, name, properties):
        self.api.put_metric_alarm(**properties)
        return properties["AlarmName"]

    def remove(self):
        self.api.delete_alarms(AlarmNames=[self.physical_resource_id])


class TopicPolicy(Called):
    service = "sns"

    def create(self, name, properties):
        for topic in properties["Topics"]:
            policy = json.dumps(properties["PolicyDocument"])
            self.api.set_topic_attributes(TopicArn=topic, AttributeName="Policy", AttributeValue=policy)
        return name

    def remove(self):
        """It goes with its topics."""


class Subscription(Called):
    service = "sns"

    def create(self, name, properties):
        return self.api.subscribe(**properties, ReturnSubscriptionArn=True)["SubscriptionArn"]

    def remove(self):
        self.api.unsubscribe(SubscriptionArn=self.physical_resource_id)


class Budget(Called):
    service = "budgets"

    def create(self, name, properties):
        budget = properties["Budget"]
        limit = {**budget["BudgetLimit"], "Amount": str(budget["BudgetLimit"]["Amount"])}
        self.account = boto3.client("sts", region_name=self.api.meta.region_name).get_caller_identity()["Account"]
        self.api.create_budget(
            AccountId=self.account,
            Budget={**budget, "BudgetLimit": limit},
            NotificationsWithSubscribers=properties["NotificationsWithSubscribers"],
        )
        return budget["BudgetName"]

    def remove(self):
        self.api.delete_budget(AccountId=self.account, BudgetName=self.physical_resource_id)
