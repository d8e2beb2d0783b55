--- Receives GitLab's system hook, so that stored answers of a project that is made private, renamed, moved or removed
-- cannot be used any more (docs.gitlab.com/administration/system_hooks).
local bit = require "bit"
local cjson = require "cjson.safe"
local digest = require "git_fetch_cache.digest"
local metrics = require "git_fetch_cache.metrics"
local settings = require "git_fetch_cache.settings"
local visibility = require "git_fetch_cache.visibility"

local hook = {}

-- Pushes are not here: answers are stored by ids of objects, which a push does not change.
local events = {
  project_create = true,
  project_destroy = true,
  project_rename = true,
  project_transfer = true,
  project_update = true,
  group_create = true,
  group_destroy = true,
  group_rename = true,
  user_rename = true,
}

-- Users are namespaces of their own projects, so their names count like groups.
local path_fields = {
  "path_with_namespace",
  "old_path_with_namespace",
  "full_path",
  "old_full_path",
  "username",
  "old_username",
}

--- Compares in a time that does not depend on the place of the first difference.
local function is_same(first, second)
  local a, b, difference = digest(first), digest(second), 0
  for index = 1, #a do
    difference = bit.bor(difference, bit.bxor(a:byte(index), b:byte(index)))
  end
  return difference == 0
end

local function answer(status, result)
  metrics.count("hooks_total", { result = result })
  return ngx.exit(status)
end

local function paths_in(event)
  local paths = {}
  for _, field in ipairs(path_fields) do
    if type(event[field]) == "string" and event[field] ~= "" then
      paths[#paths + 1] = event[field]
    end
  end
  return paths
end

function hook.take()
  local token = ngx.req.get_headers()["X-Gitlab-Token"]
  if ngx.req.get_method() ~= "POST" or type(token) ~= "string" or not is_same(token, settings.hook_secret) then
    return answer(403, "refused")
  end
  ngx.req.read_body()
  local event = cjson.decode(ngx.req.get_body_data() or "")
  if type(event) ~= "table" then
    return answer(400, "unreadable")
  elseif not events[event.event_name] then
    return answer(204, "ignored")
  end
  local paths = paths_in(event)
  if #paths == 0 then
    return answer(204, "ignored")
  end
  return visibility.forget(paths) and answer(204, "taken") or answer(503, "failed")
end

return hook
