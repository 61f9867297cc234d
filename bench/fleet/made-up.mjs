/**
 * Makes up what came of auditing many repositories: most have little that hurts and few have much, some libraries are all
 * over and most are rare, a third was audited twice. The same seed gives the same outcomes.
 */
import { CALLS, FAILURES, FRAMEWORKS, LIBRARIES, MODELS, OPERATORS, PACKAGES, TEAMS } from './made-up-names.mjs'

export const MADE_UP_NOW = '2026-11-28T00:00:00.000Z'

const DAY = 86_400_000
const SOURCE = { url: 'https://example.org/made-up', seen: '2026-11-01', kind: 'documentation' }
/** Shares of all outcomes: those that have no report, and those whose repository was audited before. */
const FAILED = 0.03
const AGAIN = 0.33
/** Of those that were audited once, the share that was not this week. */
const NOT_NEW = 0.95

/** Outcomes of `count` repositories, those of before first. */
export function* madeUpOutcomes(count, seed = 15) {
  const chance = chanceOf(seed)
  const repositories = Array.from({ length: count }, (_, index) => ({ index, again: chance() < AGAIN }))
  for (const { index } of repositories.filter(({ again }) => again)) yield outcomeOf(index, seed, 'before')
  for (const { index, again } of repositories) yield outcomeOf(index, seed, again ? 'again' : 'once')
}

function outcomeOf(index, seed, turn) {
  // The same repository is much the same the second time.
  const chance = chanceOf(seed * 1_000_003 + index)
  const team = pick(TEAMS, chance, 0.85)
  const framework = weighted(FRAMEWORKS, chance)
  const name = `${framework.home ?? 'tools'}-${pick(PACKAGES, chance, 0.9)}-${index}`
  const isOld = turn === 'before' || (turn === 'once' && chance() < NOT_NEW)
  const age = isOld ? 8 + chance() * 20 : chance() * 6
  const change = turn === 'again' ? Math.floor(chance() * 3) : -1
  const own = {
    repository: `https://git.example/${team}/${name}.git`,
    revision: '',
    commit: digits(index * 7 + (change === 0 ? 1 : 0)),
    build: change === 1 ? 'build-2' : 'build-1',
    knowledge: change === 2 ? 'knowledge-2' : 'knowledge-1',
    ...(chance() < 0.94 ? { team } : {}),
    at: new Date(Date.parse(MADE_UP_NOW) - age * DAY).toISOString(),
    figures: {
      seconds: 2 + chance() * 20,
      processorSeconds: 1 + chance() * 9,
      bytes: Math.round(10 ** (5 + chance() * 3)),
      files: Math.round(10 ** (1 + chance() * 3)),
      peakMemory: Math.round(1e8 + chance() * 6e8),
    },
  }
  if (chance() < FAILED) {
    const [reason, detail] = pick(FAILURES, chance, 0.8)
    return { ...own, result: { kind: 'failed', reason, detail } }
  }
  // Something was mended, or became known, between the two times.
  const mended = turn === 'again' ? 0.5 : 1
  return { ...own, result: { kind: 'audited', report: reportOf(name, framework, mended, chance) } }
}

function reportOf(name, framework, mended, chance) {
  const findings = findingsOf(framework, mended, chance)
  const main = findings.filter(
    ({ reach, certainty, effect }) =>
      (reach === 'main' || reach === 'unknown') && certainty !== 'possible' && effect !== 'info',
  )
  const severe = main.filter(({ effect, fix }) => effect === 'blocks' || (effect === 'ignores-gpu' && fix))
  const openPlaces = chance() < 0.06 ? 4 + Math.floor(chance() * 5) : 0
  const known = statusOf(main, severe)
  const status = known.startsWith('runs') && openPlaces > 0 ? 'unknown' : known
  const manual = main.filter(({ fix }) => fix?.kind === 'manual').length
  return {
    schemaVersion: 1,
    tool: { name: 'acclimate', version: '0.1.0', knowledge: '2026-11-20' },
    project: { name },
    target: { platform: 'metal', os: 'macos', osVersion: '26.1', arch: 'arm64', python: '3.12', packages: {} },
    coverage: {
      filesRead: 3 + Math.floor(chance() ** 3 * 900),
      bytesRead: Math.round(1e4 + chance() ** 3 * 9e6),
      unread: [],
      stale: [],
    },
    workloads: [{ kind: framework.workload, certainty: 'likely', sites: [siteOf('train', 1, framework)] }],
    dependencies: dependenciesOf(framework, chance),
    findings,
    models: modelsOf(chance),
    undecided: { places: openPlaces, of: openPlaces + 3, examples: [] },
    platforms: {
      cuda: { status: framework.home === 'mlx' ? 'blocked' : 'runs', reasons: [] },
      metal: {
        status,
        reasons: [],
        backends: { mps: 'unknown', mlx: 'unknown', jax: 'unknown', tensorflow: 'unknown', other: 'unknown' },
        edits: { automatic: main.filter(({ fix }) => fix?.kind === 'automatic').length, manual },
        effort: effortOf(status, main.length, manual),
        chosen: false,
        ...(framework.home ? { home: framework.home } : {}),
      },
    },
    entryPoints: Array.from({ length: 1 + Math.floor(chance() * 4) }, (_, place) => ({
      file: `${pick(['train', 'serve', 'demo', 'eval'], chance)}_${place}.${framework.ending}`,
      line: 1,
      workloads: [],
      metal: { status, findings: [] },
    })),
    recommendation: { choice: status === 'blocked' ? 'cuda' : 'both', certainty: 'likely', reasons: [] },
  }
}

function statusOf(main, severe) {
  if (severe.some(({ effect, fix }) => effect === 'blocks' && !fix)) return 'blocked'
  if (severe.length > 0) return 'needs-edits'
  return main.length > 0 ? 'runs-degraded' : 'runs'
}

function effortOf(status, count, manual) {
  if (status === 'blocked') return 'unknown'
  if (count === 0) return 'none'
  return manual > 8 ? 'days' : manual > 3 ? 'hours' : 'minutes'
}

/** A third has nothing that hurts, and a few have a hundred findings. */
function findingsOf(framework, mended, chance) {
  if (framework.home !== 'mps' && chance() < 0.6) return []
  const count = Math.floor((Math.exp(chance() ** 2 * 4.6) - 1) * mended)
  return Array.from({ length: count }, (_, index) => findingOf(index, framework, chance))
}

function findingOf(index, framework, chance) {
  const kind = chance()
  const library = kind < 0.35 ? pick(LIBRARIES, chance, 0.8) : undefined
  const subject = subjectOf(kind, library, chance)
  const reach = chance() < 0.55 ? 'main' : pick(['optional', 'test', 'vendored', 'unknown'], chance)
  const hasFix = chance() < (library ? 0.85 : 0.96)
  const automatic = chance() < 0.55
  const effort = automatic
    ? 'minutes'
    : weighted(
        [
          { name: 'minutes', weight: 6 },
          { name: 'hours', weight: 3 },
          { name: 'days', weight: 1 },
        ],
        chance,
      ).name
  const place = siteOf(
    pick(['model', 'train', 'data', 'layers/attention'], chance),
    1 + Math.floor(chance() * 400),
    framework,
  )
  return {
    code: library ? 'dependency/import-fails' : kind < 0.7 ? 'device/cuda-call' : 'operators/missing',
    platform: 'metal',
    effect: weighted(EFFECTS, chance).name,
    certainty: weighted(
      [
        { name: 'certain', weight: 5 },
        { name: 'likely', weight: 4 },
        { name: 'possible', weight: 3 },
      ],
      chance,
    ).name,
    reach,
    message: `What happens to ${subject.name} on a Mac.`,
    subject,
    ...(library ? { library } : {}),
    sites: [place],
    causes: [],
    sources: [SOURCE],
    ...(hasFix
      ? { fix: { kind: automatic ? 'automatic' : 'manual', effort, summary: `Replace ${subject.name}.` } }
      : {}),
    ...(hasFix && automatic ? { edits: [editAt(place)] } : {}),
    fingerprint: `f${index}`,
  }
}

const EFFECTS = [
  { name: 'blocks', weight: 5 },
  { name: 'ignores-gpu', weight: 2 },
  { name: 'falls-back', weight: 2 },
  { name: 'degrades', weight: 3 },
  { name: 'wrong-results', weight: 1 },
  { name: 'info', weight: 3 },
]

function subjectOf(kind, library, chance) {
  if (library) return { kind: 'package', name: library }
  if (kind < 0.7) return { kind: 'call', name: pick(CALLS, chance, 0.75) }
  return { kind: 'operator', name: pick(OPERATORS, chance, 0.8) }
}

function editAt({ file, line, column, endLine, endColumn }) {
  const range = { line, column, endLine, endColumn, start: 0, end: 0 }
  return { file, ...range, text: 'x', group: 'g', safety: 'safe', why: 'It is made up.' }
}

function siteOf(stem, line, { ending }) {
  return { file: `${stem}.${ending}`, line, column: 1, endLine: line, endColumn: 9, excerpt: 'x.cuda()', role: 'use' }
}

function dependenciesOf({ requires }, chance) {
  const names = new Set([
    requires,
    ...Array.from({ length: 2 + Math.floor(chance() ** 2 * 40) }, () => pick(PACKAGES, chance, 0.8)),
  ])
  return [...names].filter(Boolean).map((name) => ({
    name,
    requirement: `${name}>=1`,
    scope: 'runtime',
    sites: [],
    metal: { status: 'supported', sources: [] },
    cuda: { status: 'supported', sources: [] },
  }))
}

function modelsOf(chance) {
  const names =
    chance() < 0.45 ? Array.from({ length: 1 + Math.floor(chance() * 3) }, () => pick(MODELS, chance, 0.85)) : []
  return [...new Set(names)].map(([name, billions]) => ({
    name,
    parameters: billions * 1e9,
    needs: [need('BF16', billions * 2.1e9), need('Q4_K_M', billions * 0.65e9)],
    sites: [],
  }))
}

function need(quantization, value) {
  const fitsFrom = [8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 512].find((size) => size * 0.7e9 > value)
  const bytes = { value, low: value * 0.95, high: value * 1.1 }
  return {
    work: 'inference',
    quantization,
    runtime: 'pytorch',
    context: 8192,
    bytes,
    ...(fitsFrom ? { fitsFrom } : {}),
  }
}

/** One of the list; the smaller `flat` below one, the more often the first. */
function pick(list, chance, flat = 1) {
  return list[Math.floor(chance() ** (1 / flat ** 3) * list.length)]
}

function weighted(list, chance) {
  let left = chance() * list.reduce((sum, { weight }) => sum + weight, 0)
  return list.find(({ weight }) => (left -= weight) < 0) ?? list[0]
}

function digits(number) {
  return (number + 1).toString(16).padStart(40, 'a1b2c3d4e5')
}

/** Mulberry32, in the public domain: numbers from 0 to 1 that look random. */
function chanceOf(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
