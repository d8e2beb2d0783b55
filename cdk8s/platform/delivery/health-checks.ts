/** How Argo CD finds out whether an object of a kind is well: a program in Lua, see argoproj/argo-cd:docs/operator-manual/health.md. */
export interface HealthCheck {
  readonly group: string;
  readonly kind: string;
  readonly check: string;
}

/**
 * An application is well once it has been applied as a whole, which takes as long as its waves do: see
 * `operators-installed.ts`. Waves of applications are about the order of an installation: what fails later has its own
 * alert, and must not hold up a change to something else.
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
 * An operator is well once its first version is installed. A later one that waits to be approved, or is on its way, holds
 * nothing up. Source: operator-framework/api:pkg/operators/v1alpha1/subscription_types.go.
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

/** A volume that waits for its first pod is well: that pod is in a later wave, which would wait for the volume. */
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
 * A CronJob is well once it is there. Argo CD takes one that is suspended for something that goes on by itself, and would wait
 * for it for good; and one whose last run failed would hold up the change that mends it. Runs have alerts of their own.
 * Source: argoproj/argo-cd:resource_customizations/batch/CronJob/health.lua.
 */
const cronJob: HealthCheck = {
  group: 'batch',
  kind: 'CronJob',
  check: `hs = { status = "Healthy", message = "" }
return hs
`,
};

/** Kinds whose health Argo CD does not know, or takes for something that would hold up a wave. */
export const healthChecks: readonly HealthCheck[] = [application, subscription, claim, cronJob];
