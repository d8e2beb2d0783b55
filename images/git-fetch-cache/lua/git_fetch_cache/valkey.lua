--- State that all pods share in Valkey. All of it may be lost at any time.
local redis = require "resty.redis"
local metrics = require "git_fetch_cache.metrics"
local settings = require("git_fetch_cache.settings").valkey

local valkey = {}

local function connected()
  local client = redis:new()
  client:set_timeouts(500, 500, 500)
  local tls = settings.tls and { ssl = true, ssl_verify = true, server_name = settings.host } or {}
  local ok, problem = client:connect(settings.host, settings.port, tls)
  if ok and client:get_reused_times() == 0 then
    ok, problem = client:auth(settings.password)
  end
  return ok and client, problem
end

--- Returns the result of `work(client)`; nil if Valkey does not answer, or refuses.
function valkey.run(work)
  local client, problem = connected()
  if client then
    local done, result = pcall(work, client)
    if done then
      client:set_keepalive(60000, 32)
      return result
    end
    client:close()
    problem = result
  end
  metrics.count("valkey_errors_total")
  ngx.log(ngx.ERR, "Valkey: ", problem)
  return nil
end

--- Returns the answer of a command, nil for a missing key; raises an error if there is no answer.
function valkey.answered(answer, problem)
  if answer == nil or answer == false then
    error(problem or "no answer", 0)
  end
  if answer == ngx.null then
    return nil
  end
  return answer
end

return valkey
