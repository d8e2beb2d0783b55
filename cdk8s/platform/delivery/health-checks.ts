/**
 * A health check of Argo CD for a kind; `check` is a program in Lua, see
 * argoproj/argo-cd:docs/operator-manual/health.md.
 */
export interface HealthCheck {
  readonly group: string;
  readonly kind: string;
  readonly check: string;
}

/**
 * An Application is healthy after its first complete sync, which ends when all its waves but the last are healthy: see
 * `operators-installed.ts`. Waves of applications only order an installation. Later failures have their own alerts and must
 * not delay changes of other applications.
 */
const application: HealthCheck = {
  group: 'argoproj.io',
  kind: 'Application',
  check: `hs = { status = "Progressing", message = "has never been applied as a whole" }
if obj.status ~= nil and obj.status.history ~= nil and #obj.status.history > 0 then
  hs.status = "Healthy"
  hs.message = "has been applied as a whole"
end
return hs
`,
};

/**
 * A Subscription is healthy once the first version of its operator is installed. A later version that waits for approval,
 * or is being installed, delays nothing. Source: operator-framework/api:pkg/operators/v1alpha1/subscription_types.go.
 */
const subscription: HealthCheck = {
  group: 'operators.coreos.com',
  kind: 'Subscription',
  check: `hs = { status = "Progressing", message = "its first version waits to be installed, or to be approved" }
if obj.status == nil then
  return hs
end
if obj.status.installedCSV ~= nil and obj.status.installedCSV ~= "" then
  hs.status = "Healthy"
  hs.message = obj.status.installedCSV
end
for _, condition in ipairs(obj.status.conditions or {}) do
  local bad = condition.type == "ResolutionFailed" or condition.type == "InstallPlanFailed"
    or condition.type == "BundleUnpackFailed"
  if bad and condition.status == "True" then
    hs.status = "Degraded"
    hs.message = condition.type .. ": " .. (condition.message or "")
  end
end
return hs
`,
};

/**
 * A claim without a volume is healthy: the volume is made for its first pod, which is in a later wave, and that wave would
 * wait for the claim. Only a claim that lost its volume is degraded.
 */
const claim: HealthCheck = {
  group: '',
  kind: 'PersistentVolumeClaim',
  check: `hs = { status = "Healthy", message = "" }
if obj.status ~= nil and obj.status.phase == "Lost" then
  hs.status = "Degraded"
  hs.message = "has lost its volume"
end
return hs
`,
};

/**
 * A CronJob is healthy once it exists. By Argo CD's own check, a sync would wait forever for a suspended CronJob, and a
 * failed last run would block the change that repairs it. Failed runs have their own alerts.
 * Source: argoproj/argo-cd:resource_customizations/batch/CronJob/health.lua.
 */
const cronJob: HealthCheck = {
  group: 'batch',
  kind: 'CronJob',
  check: `hs = { status = "Healthy", message = "" }
return hs
`,
};

/** Health checks for kinds for which Argo CD has none, or whose own check would block a wave. */
export const healthChecks: readonly HealthCheck[] = [application, subscription, claim, cronJob];
