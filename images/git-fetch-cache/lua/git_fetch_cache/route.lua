--- Finds out what a request is for, from its method and its raw path. Nothing is decoded, so that encoding cannot hide
-- anything.

local route = {}

-- A name of a group or project in GitLab.
local name = [[\.?[A-Za-z0-9_][A-Za-z0-9_.-]*]]
local git = "^/((?:" .. name .. "/)+" .. name .. ")/"
  .. [[(?:(info/refs)\?service=git-(upload|receive)-pack|git-(upload|receive)-pack)$]]

--- Returns what is requested, and the path of the repository without `.git`: `refs` or `fetch` with a repository, `named
-- otherwise` with a repository that was requested without `.git`, `push`, or `other`.
function route.of(method, address)
  local found = ngx.re.match(address, git, "jo")
  if not found then
    -- Requests of older clients, or with more than one parameter.
    return address:find("receive-pack", 1, true) and "push" or "other"
  end
  if found[3] == "receive" or found[4] == "receive" then
    return "push"
  end
  local refs = found[2] and true or false
  if method ~= (refs and "GET" or "POST") then
    return "other"
  end
  local repository = found[1]:match("^(.+)%.git$")
  if not repository then
    return "named otherwise", found[1]
  end
  return refs and "refs" or "fetch", repository
end

return route
