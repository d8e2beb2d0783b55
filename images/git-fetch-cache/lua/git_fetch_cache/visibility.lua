--- Whether a client may see a repository without credentials. GitLab is asked for each client address, again every
-- minute, because it may show a repository to some addresses only, or ban a single one.
--
-- A repository and each group above it has a generation: a random word in Valkey that is part of the key of stored
-- answers. After a generation is deleted, all answers that were stored below it cannot be found any more, and neither
-- can those that are being fetched at that moment.
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

--- Returns the keys of the groups and of the repository itself; for a wiki also that of its project.
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
    -- These are about the client: GitLab bans addresses that guess passwords, and limits those that ask too often.
    return "refused"
  end
  -- Any other status, for example during an overload, tells nothing.
  return "unknown"
end

--- Asks GitLab on behalf of the addresses in a client's `X-Forwarded-For`; on behalf of the cache itself if they are
-- empty.
local function ask(repository, addresses)
  local vars = { repository = repository, asked_for = addresses }
  local word = word_of(ngx.location.capture("/-/ask", { vars = vars }))
  metrics.count("visibility_answers_total", { answer = word })
  return word
end

local words = { public = true, closed = true, refused = true }

--- Returns the word in a stored answer, if the answer is for exactly this spelling of the name. It is not known whether
-- GitLab treats upper and lower case as equal.
local function known_word(kept, repository)
  local word, name = (kept or ""):match("^(%a+) (.+)$")
  return name == repository and words[word] and word or nil
end

--- Deletes the generations of groups or projects, so that stored answers below these paths cannot be found any more.
-- Returns whether that worked.
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

--- Returns `public` and the generation, or the reason why the cache must not answer: `closed`, `refused` or `unknown`.
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
  -- Only if the repository is closed to everybody. Otherwise a client whose address a group does not allow would delete
  -- the stored answers for all others.
  if word == "closed" and (addresses == "" or ask(repository, "") ~= "public") then
    visibility.forget({ repository })
  end
  if word ~= "unknown" then
    valkey.run(function(client)
      -- The answer `public` may be older than a deletion of the generation, so it is stored under the old generation,
      -- where nothing finds it.
      local generation = word == "closed" and generation_of(client, repository) or known.generation
      local kept = word .. " " .. repository
      return answered(client:set(answer_key(generation, addresses), kept, "EX", settings.visible_seconds))
    end)
  end
  return word, known.generation
end

return visibility
