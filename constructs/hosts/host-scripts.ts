/**
 * Script with which a runner's host calls AWS with its role. Fedora CoreOS has curl, which can sign requests, and no
 * AWS CLI. Keys and tokens go through pipes, so that they are not in the list of processes. Settings are environment
 * variables: `SECRET_NAME`, `GROUP_NAME`, `HOOK_NAME` and `METRIC_NAMESPACE`, and the two variables of the AWS SDKs for
 * other endpoints.
 *
 * - `configure` fills `CONFIG_TEMPLATE` with the runner's token and writes the result to `CONFIG_FILE`;
 * - `watch` reports to CloudWatch whether the runner works. Once Auto Scaling wants to terminate the host, it stops the
 *   runner after its jobs and completes the lifecycle hook;
 * - `leave` asks the Auto Scaling group to replace this host.
 *
 * Sources: the EC2 user guide, "Use IMDSv2"; EC2 Auto Scaling user guide, "Retrieve the target lifecycle state through
 * instance metadata"; the API references of Secrets Manager, EC2 Auto Scaling and CloudWatch; curl's `--aws-sigv4`.
 */
export const runnerHostScript = `#!/usr/bin/bash
set -euo pipefail

metadata=\${AWS_EC2_METADATA_SERVICE_ENDPOINT:-http://169.254.169.254}/latest

request() {
  curl --silent --show-error --fail --max-time 20 --retry 5 --retry-connrefused "$@"
}

session=$(request --request PUT --header 'X-aws-ec2-metadata-token-ttl-seconds: 300' "$metadata/api/token")

ask() {
  request --config <(printf 'header = "X-aws-ec2-metadata-token: %s"\\n' "$session") "$metadata/meta-data/$1"
}

call() {
  local service=$1 region keys
  shift
  region=$(ask placement/region)
  keys=$(ask "iam/security-credentials/$(ask iam/security-credentials/)" |
    jq --raw-output '"user = \\"\\(.AccessKeyId):\\(.SecretAccessKey)\\"", "header = \\"X-Amz-Security-Token: \\(.Token)\\""')
  request --config <(printf '%s\\n' "$keys") --aws-sigv4 "aws:amz:$region:$service" "$@" \\
    "\${AWS_ENDPOINT_URL:-https://$service.$region.amazonaws.com}/"
}

query() {
  local service=$1 version=$2 action=$3 parameter
  local parameters=(--data-urlencode "Action=$action" --data-urlencode "Version=$version")
  shift 3
  for parameter; do parameters+=(--data-urlencode "$parameter"); done
  call "$service" "\${parameters[@]}" --output /dev/null
}

configure() {
  local secret token template
  secret=$(call secretsmanager \\
    --header 'Content-Type: application/x-amz-json-1.1' \\
    --header 'X-Amz-Target: secretsmanager.GetSecretValue' \\
    --data "{\\"SecretId\\":\\"$SECRET_NAME\\"}")
  token=$(jq --exit-status --raw-output '.SecretString | fromjson | .["runner-token"]' <<<"$secret")
  if [[ ! $token =~ ^[A-Za-z0-9._-]+$ ]]; then
    echo "the runner-token in $SECRET_NAME is none of GitLab's" >&2
    exit 1
  fi
  template=$(<"$CONFIG_TEMPLATE")
  umask 077
  printf '%s\\n' "\${template/@token@/"$token"}" >"$CONFIG_FILE"
}

watch() {
  local working=0
  if systemctl is-active --quiet gitlab-runner.service; then working=1; fi
  query monitoring 2010-08-01 PutMetricData "Namespace=$METRIC_NAMESPACE" \\
    MetricData.member.1.MetricName=RunnerWorking "MetricData.member.1.Value=$working" \\
    MetricData.member.1.Dimensions.member.1.Name=Group "MetricData.member.1.Dimensions.member.1.Value=$GROUP_NAME" ||
    echo 'CloudWatch does not take the figure; its alarm will tell' >&2
  if [[ $(ask autoscaling/target-lifecycle-state) != Terminated ]]; then return; fi
  systemctl stop gitlab-runner.service
  query autoscaling 2011-01-01 CompleteLifecycleAction "AutoScalingGroupName=$GROUP_NAME" \\
    "LifecycleHookName=$HOOK_NAME" "InstanceId=$(ask instance-id)" LifecycleActionResult=CONTINUE
}

leave() {
  query autoscaling 2011-01-01 TerminateInstanceInAutoScalingGroup "InstanceId=$(ask instance-id)" \\
    ShouldDecrementDesiredCapacity=false
}

"$1"
`;

/**
 * Script that removes images which no container uses when the disk is more than two thirds full, so that most jobs
 * still find their image on the host.
 */
export const imageCleanupScript = `#!/usr/bin/bash
set -euo pipefail
used=$(df --output=pcent "$HOME" | tail --lines 1 | tr --delete --complement '0-9')
if ((used > 67)); then podman image prune --all --force; fi
`;
