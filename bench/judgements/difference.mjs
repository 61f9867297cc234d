/**
 * How two builds differ in what they say of a repository: findings that only one has, parts of the verdict with both
 * values, failures of either, and the number of findings that were held against each other.
 *
 * @param messages whether a finding with another message is another finding
 */
export function differenceOf(before, after, { messages }) {
  if (before.failure !== undefined || after.failure !== undefined) {
    const failures = { old: before.failure, new: after.failure }
    return { failures, compared: 0, onlyOld: [], onlyNew: [], verdict: {} }
  }
  const oldFindings = findingsOf(before.report, messages)
  const newFindings = findingsOf(after.report, messages)
  return {
    compared: Math.max(oldFindings.length, newFindings.length),
    onlyOld: without(oldFindings, newFindings),
    onlyNew: without(newFindings, oldFindings),
    verdict: changes(verdictOf(before.report), verdictOf(after.report)),
  }
}

export function isDifferent({ failures, onlyOld, onlyNew, verdict }) {
  return failures !== undefined || onlyOld.length + onlyNew.length + Object.keys(verdict).length > 0
}

/** What a finding is to whoever reads it; `key` is the same for findings that count as the same. */
function findingsOf({ findings }, messages) {
  return findings.map(({ code, effect, certainty, reach, message, sites }) => {
    const places = sites.map(({ file, line }) => `${file}:${line}`).toSorted()
    const key = JSON.stringify([code, effect, certainty, reach, places, ...(messages ? [message] : [])])
    return { key, code, effect, certainty, reach, message, places }
  })
}

/** The findings that `others` lack; what is there twice has to be there twice. */
function without(findings, others) {
  const counts = new Map()
  for (const { key } of others) counts.set(key, (counts.get(key) ?? 0) + 1)
  return findings.filter(({ key }) => {
    const count = counts.get(key) ?? 0
    counts.set(key, count - 1)
    return count <= 0
  })
}

/** The parts of the verdict by what they are called, so that each can be held against the other's. */
function verdictOf({ platforms: { cuda, metal }, recommendation, entryPoints = [] }) {
  return {
    'status on CUDA': cuda.status,
    'status on Metal': metal.status,
    effort: metal.effort,
    recommendation: `${recommendation.choice} (${recommendation.certainty})`,
    ...Object.fromEntries(Object.entries(metal.backends).map(([name, status]) => [`status with ${name}`, status])),
    ...Object.fromEntries(entryPoints.map(statusOfEntryPoint)),
  }
}

function statusOfEntryPoint({ file, line, title, metal }) {
  return [`status of ${title ?? 'entry point'} at ${file}:${line}`, metal.status]
}

function changes(before, after) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const changed = [...names].filter((name) => before[name] !== after[name])
  return Object.fromEntries(changed.map((name) => [name, { old: before[name], new: after[name] }]))
}
