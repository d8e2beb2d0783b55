--- Metrics for Prometheus, summed over all workers.

local metrics = {}

local prefix = "git_fetch_cache_"

local described = {
  { "requests_total", "Requests by what became of them: hit, miss, or why the cache stayed out of it." },
  { "sent_bytes_total", "Bytes sent to clients, by where they came from." },
  { "visibility_answers_total", "What GitLab said when it was asked whether a repository is public." },
  { "hooks_total", "Calls of GitLab's system hook by their result." },
  { "cut_answers_total", "Answers of GitLab that were not whole, which are never kept." },
  { "large_answers_total", "Answers that were too large to keep more like them." },
  { "valkey_errors_total", "Questions that Valkey did not answer." },
}

--- Adds 1 or `amount` to a counter; `labels` has at most one label, whose value never comes from a client.
function metrics.count(name, labels, amount)
  local label, value = next(labels or {})
  local series = label and ('%s{%s="%s"}'):format(name, label, value) or name
  ngx.shared.metrics:incr(series, amount or 1, 0)
end

--- Counts a request when it has ended.
function metrics.request()
  local outcome = ngx.var.outcome
  local from_cache = false
  if outcome == "cached" then
    local status = ngx.var.upstream_cache_status or "none"
    outcome, from_cache = status:lower(), status == "HIT"
  elseif outcome == nil or outcome == "" then
    outcome = "malformed"
  end
  metrics.count("requests_total", { result = outcome })
  metrics.count("sent_bytes_total", { from = from_cache and "cache" or "gitlab" }, tonumber(ngx.var.bytes_sent))
end

function metrics.show()
  local series = ngx.shared.metrics:get_keys(0)
  table.sort(series)
  ngx.header["Content-Type"] = "text/plain; version=0.0.4"
  for _, entry in ipairs(described) do
    local name, help = entry[1], entry[2]
    ngx.print("# HELP ", prefix, name, " ", help, "\n# TYPE ", prefix, name, " counter\n")
    for _, each in ipairs(series) do
      if each == name or each:sub(1, #name + 1) == name .. "{" then
        ngx.print(prefix, each, " ", ngx.shared.metrics:get(each), "\n")
      end
    end
  end
end

return metrics
