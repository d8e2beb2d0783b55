--- Whether a client may see a repository without credentials: what GitLab says to its address, asked anew every minute for each
-- address. GitLab may show a repository to some addresses only, and refuse a single one that it banned: what it says to one
-- is no answer for another.
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

local function answer_key(generation, addresses)
  return settings.valkey.prefix .. "visible:" .. generation .. ":" .. digest(addresses)
end

local function is_public(answer)
  return answer.status == 200
    and answer.header["Content-Type"] == "application/x-git-upload-pack-advertisement"
    and answer.body:find("version 2", 1, true) ~= nil
end

local function word_of(answer)
  local status = answer.status
  if is_public(answer) then
    return "public"
  elseif status == 401 or status == 404 or (status >= 300 and status < 400) then
    return "closed"
  elseif status == 403 or status == 429 then
    -- About who asks: GitLab bans addresses that guess passwords, and slows down those that ask too often.
    return "refused"
  end
  -- Anything else, an overload for example, says nothing at all.
  return "unknown"
end

--- Asks for a client by the addresses in its `X-Forwarded-For`, or in the cache's own name when that is empty.
local function ask(repository, addresses)
  local vars = { repository = repository, asked_for = addresses }
  local word = word_of(ngx.location.capture("/-/ask", { vars = vars }))
  metrics.count("visibility_answers_total", { answer = word })
  return word
end

local words = { public = true, closed = true, refused = true }

--- The word in what Valkey keeps. It goes with the name as it was asked for: who says that capital letters mean the same to
-- GitLab?
local function known_word(kept, repository)
  local word, name = (kept or ""):match("^(%a+) (.+)$")
  return name == repository and words[word] and word or nil
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

--- Returns `public` with the generation, or why the cache has to stay out of it: `closed`, `refused` or `unknown`.
function visibility.of(repository)
  local addresses = ngx.var.http_x_forwarded_for or ""
  local known = valkey.run(function(client)
    local generation = generation_of(client, repository)
    return { generation = generation, answer = answered(client:get(answer_key(generation, addresses))) }
  end)
  if not known then
    return "unknown"
  end
  local word = known_word(known.answer, repository)
  if word then
    return word, known.generation
  end

  word = ask(repository, addresses)
  -- Else one whom a group keeps out by its address would take from everybody what is kept.
  if word == "closed" and (addresses == "" or ask(repository, "") ~= "public") then
    visibility.forget({ repository })
  end
  if word ~= "unknown" then
    valkey.run(function(client)
      -- What was public when GitLab was asked may have been forgotten since, and stays so.
      local generation = word == "closed" and generation_of(client, repository) or known.generation
      local kept = word .. " " .. repository
      return answered(client:set(answer_key(generation, addresses), kept, "EX", settings.visible_seconds))
    end)
  end
  return word, known.generation
end

return visibility
