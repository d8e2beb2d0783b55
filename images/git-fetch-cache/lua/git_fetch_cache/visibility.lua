--- Whether everybody may see a repository: what GitLab says to somebody without credentials, asked anew every minute.
--
-- A repository and each group above it has a generation, a random word in Valkey that is part of what answers are kept under.
-- Whoever forgets one puts everything that was kept below it out of reach, also what is being asked at this moment.
local digest = require "git_fetch_cache.digest"
local metrics = require "git_fetch_cache.metrics"
local settings = require "git_fetch_cache.settings"
local valkey = require "git_fetch_cache.valkey"

local visibility = {}

local answered = valkey.answered

local function random_word()
  local source = assert(io.open("/dev/urandom", "rb"))
  local bytes = source:read(16)
  source:close()
  return digest(bytes)
end

local function generation_key(path)
  return settings.valkey.prefix .. "generation:" .. path:lower()
end

--- The keys of the groups and of the repository itself; a wiki goes with its project.
local function generation_keys(repository)
  local keys = {}
  for position in repository:gmatch("()/") do
    keys[#keys + 1] = generation_key(repository:sub(1, position - 1))
  end
  local project = repository:match("^(.+)%.wiki$")
  if project then
    keys[#keys + 1] = generation_key(project)
  end
  keys[#keys + 1] = generation_key(repository)
  return keys
end

local function generation_of(client, repository)
  local keys = generation_keys(repository)
  local words = answered(client:mget(unpack(keys)))
  local complete = true
  for index, key in ipairs(keys) do
    if words[index] == ngx.null then
      complete = false
      answered(client:set(key, random_word(), "EX", settings.keep_seconds, "NX"))
    end
  end
  if not complete then
    words = answered(client:mget(unpack(keys)))
  end
  for index in ipairs(keys) do
    if words[index] == ngx.null then
      error("a generation is gone at once", 0)
    end
  end
  return digest(table.concat(words, " "))
end

local function answer_key(generation)
  return settings.valkey.prefix .. "visible:" .. generation
end

local function ask(repository)
  local answer = ngx.location.capture("/-/ask", { vars = { repository = repository } })
  local is_public = answer.status == 200
    and answer.header["Content-Type"] == "application/x-git-upload-pack-advertisement"
    and answer.body:find("version 2", 1, true) ~= nil
  -- Anything else, an overload for example, says nothing about the repository.
  local is_closed = answer.status == 401 or answer.status == 403 or answer.status == 404
    or (answer.status >= 300 and answer.status < 400)
  local word = is_public and "public" or is_closed and "closed" or "unknown"
  metrics.count("visibility_answers_total", { answer = word })
  return word
end

--- Puts all that was kept below paths of groups or projects out of reach. Returns whether that was possible.
function visibility.forget(paths)
  return valkey.run(function(client)
    local keys = {}
    for index, path in ipairs(paths) do
      keys[index] = generation_key(path)
    end
    answered(client:del(unpack(keys)))
    return true
  end)
end

--- Returns `public` with the generation, or why the cache has to stay out of it: `closed` or `unknown`.
function visibility.of(repository)
  local known = valkey.run(function(client)
    local generation = generation_of(client, repository)
    return { generation = generation, answer = answered(client:get(answer_key(generation))) }
  end)
  if not known then
    return "unknown"
  end
  -- With its name as it was asked for: who says that capital letters mean the same to GitLab?
  if known.answer == "public " .. repository then
    return "public", known.generation
  elseif known.answer == "closed " .. repository then
    return "closed"
  end

  local word = ask(repository)
  if word == "closed" then
    visibility.forget({ repository })
  end
  if word ~= "unknown" then
    valkey.run(function(client)
      -- What was public when GitLab was asked may have been forgotten since, and stays so.
      local generation = word == "public" and known.generation or generation_of(client, repository)
      return answered(client:set(answer_key(generation), word .. " " .. repository, "EX", settings.visible_seconds))
    end)
  end
  return word, known.generation
end

return visibility
