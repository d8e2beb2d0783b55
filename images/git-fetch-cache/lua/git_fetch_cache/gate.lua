--- Decides about each request: the cache answers it, it is passed to GitLab, or it is refused.
local digest = require "git_fetch_cache.digest"
local fetch_command = require "git_fetch_cache.fetch_command"
local route = require "git_fetch_cache.route"
local settings = require "git_fetch_cache.settings"
local visibility = require "git_fetch_cache.visibility"

local gate = {}

local function passed(because)
  ngx.var.outcome = because
  return ngx.exec("@passed")
end

local function refused(because, status, text)
  ngx.var.outcome = because
  ngx.status = status
  ngx.say(text)
  return ngx.exit(ngx.OK)
end

local function elsewhere(because, address, status)
  ngx.var.outcome = because
  return ngx.redirect(address, status)
end

local function fetch(repository)
  local command, because = fetch_command.read()
  if not command then
    return passed(because)
  end
  if ngx.shared.large_answers:get(repository) then
    return passed("large-answer")
  end
  local word, generation = visibility.of(repository)
  if word ~= "public" then
    return passed(word)
  end
  -- The canonical command is sent to GitLab, because the answer is stored under its digest.
  ngx.req.set_body_data(command)
  ngx.req.clear_header("Content-Encoding")
  ngx.var.generation = generation
  ngx.var.digest = digest(command)
  ngx.var.outcome = "cached"
  return ngx.exec("@cached")
end

function gate.decide()
  local address = ngx.var.request_uri
  local asked, repository = route.of(ngx.req.get_method(), address)
  if asked == "push" then
    return refused("push", 403, "This host only serves fetches. Push to " .. settings.gitlab .. ".")
  elseif asked == "named otherwise" then
    return elsewhere("name", "/" .. repository .. ".git" .. address:sub(#repository + 2), 301)
  elseif asked == "other" then
    if address:sub(1, 1) ~= "/" then
      return refused("other", 400, "The address must be a path.")
    end
    return elsewhere("other", settings.gitlab .. address, 307)
  end
  ngx.var.repository = repository
  return asked == "refs" and passed("refs") or fetch(repository)
end

--- GitLab no longer shows a repository that was public.
function gate.closed()
  visibility.forget({ ngx.var.repository })
  return passed("closed")
end

--- GitLab refused this client's address; stored answers remain valid for others.
function gate.turned_away()
  return passed("refused")
end

return gate
