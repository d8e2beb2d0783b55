--- What the program is told by its environment.

local function required(name)
  local value = os.getenv(name)
  if value == nil or value == "" then
    error(name .. " is not set")
  end
  return value
end

local function number(name, default)
  local text = os.getenv(name) or default
  return tonumber(text) or error(name .. " is " .. text .. ", not a number")
end

return {
  gitlab = required("GITLAB_URL"),
  -- Shared with the system hook in GitLab.
  hook_secret = required("HOOK_SECRET"),
  valkey = {
    host = required("VALKEY_HOST"),
    port = number("VALKEY_PORT", "6379"),
    password = required("VALKEY_PASSWORD"),
    tls = os.getenv("VALKEY_TLS") == "true",
    -- Others may use the same one, and for another GitLab.
    prefix = "git-fetch-cache:" .. required("GITLAB_URL") .. ":",
  },
  -- For how long GitLab is believed that a repository is public, or is not.
  visible_seconds = number("VISIBLE_SECONDS", "60"),
  keep_seconds = number("KEEP_DAYS", "7") * 86400,
  -- After a larger answer, a repository passes uncached for a day.
  largest_bytes = number("LARGEST_MIB", "4096") * 1024 * 1024,
}
