/** Reads knowledge/ into the shapes of src/knowledge/knowledge.ts, files in the order of their names. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { machinesOf } from './machines.mjs'
import { modelsOf } from './models.mjs'
import { priced } from './prices.mjs'
import { readTexts } from './kernel-texts/table.mjs'
import { readWheels } from './wheels/table.mjs'

/** The parts of `Knowledge`, each of which becomes a file. A part whose files are absent is empty. */
export function readKnowledge(folder) {
  return {
    libraries: readLibraries(folder).map(({ library }) => library),
    shelfLives: readYaml(join(folder, 'shelf-lives.yaml')) ?? {},
    considerations: readYaml(join(folder, 'considerations.yaml')) ?? [],
    releases: readYaml(join(folder, 'pytorch/releases.yaml')) ?? {},
    wheels: wheelsIn(folder),
    calls: readCalls(folder),
    equivalents: readYaml(join(folder, 'pytorch/equivalents.yaml')) ?? [],
    metalNames: readMetalNames(folder),
    operators: readOperators(folder),
    visionOperators: readYaml(join(folder, 'pytorch/torchvision.yaml')) ?? [],
    pitfalls: ['limits', 'hazards'].flatMap((name) => readYaml(join(folder, `pytorch/${name}.yaml`)) ?? []),
    messages: readMessages(folder).map(({ message }) => message),
    mlx: readMlx(folder),
    machines: priced(
      readFamilies(folder, 'machines').flatMap(({ family }) => machinesOf(family)),
      readFamilies(folder, 'prices').map(({ family }) => family),
    ),
    rates: readYaml(join(folder, 'fit/rates.yaml')) ?? { day: '', platforms: {} },
    models: readFamilies(folder, 'models').flatMap(({ family }) => modelsOf(family)),
    rehearsal: readRehearsal(folder),
    systems: {
      macos: readYaml(join(folder, 'systems/macos.yaml')) ?? [],
      pythons: readYaml(join(folder, 'systems/pythons.yaml')) ?? [],
    },
  }
}

/** Each library with the file that it came from, for those who must point at it. */
export function readLibraries(folder) {
  return filesOf(join(folder, 'libraries'), '.yaml').map((file) => ({ file, library: libraryOf(file) }))
}

/** Each message with the file that it came from, for those who must point at it. */
export function readMessages(folder) {
  return filesOf(join(folder, 'messages'), '.yaml').flatMap((file) =>
    (readYaml(file) ?? []).map((entry) => ({ file, message: { codes: [], ...entry } })),
  )
}

/** What a file may leave out, since most libraries have none of it. */
const LISTS = { aliases: [], pypi: [], conda: [], imports: [], metal: [], cuda: [], alternatives: [] }

function libraryOf(file) {
  const library = { kind: 'library', ...LISTS, ...readYaml(file) }
  const other = Object.keys(LISTS).find((key) => !Array.isArray(library[key]))
  return other === undefined ? library : stop(`${file}: ${other} has to be a list`)
}

/** Each family of machines or models with the file that it came from. */
export function readFamilies(folder, part) {
  return filesOf(join(folder, part), '.yaml').map((file) => ({ file, family: readYaml(file) }))
}

/** YAML's core schema leaves dates as the strings that they are written as: no time zone can move them. */
export function readYaml(file) {
  if (!existsSync(file)) return undefined
  try {
    return parse(readFileSync(file, 'utf8'), { schema: 'core' })
  } catch (error) {
    const line = error.linePos?.[0].line ?? 1
    return stop(`${file}:${line}: ${error.message.split(/ at line \d|\n/, 1)[0]}`)
  }
}

/** Whatever is made of the knowledge needs all of it. */
function stop(why) {
  console.error(why)
  process.exit(1)
}

/** Of a run, its first and last release. */
function wheelsIn(folder) {
  const shipped = [...readWheels(join(folder, 'wheels.tsv'))].map(([name, { seen, runs }]) => [
    name,
    { seen, runs: runs.map(({ files, versions }) => ({ since: versions[0], last: versions.at(-1), files })) },
  ])
  return Object.fromEntries(shipped)
}

function readCalls(folder) {
  return filesOf(join(folder, 'pytorch'), '.json', 'calls-').flatMap((file) => {
    const { version, source, calls } = JSON.parse(readFileSync(file, 'utf8'))
    return Object.entries(calls).map(([name, fact]) => ({ name, version, ...fact, sources: [source] }))
  })
}

/** The releases are wheels that were read, each a source that never grows old. */
function readMetalNames(folder) {
  const { releases, rows } = readTable(join(folder, 'pytorch/metal-names.tsv'))
  const { seen } = readYaml(join(folder, 'pytorch/metal-names.yaml')) ?? {}
  const sources = releases.map((release) => ({ url: `pkg:pypi/torch@${release}`, seen, kind: 'package' }))
  return { releases, names: rows, sources }
}

function readOperators(folder) {
  const table = readTable(join(folder, 'pytorch/operators.tsv'))
  const tested = readTable(join(folder, 'pytorch/dtypes.tsv'))
  const recordings = filesOf(join(folder, 'pytorch'), '.json', 'python-operators-').map((name) =>
    JSON.parse(readFileSync(name, 'utf8')),
  )
  return {
    releases: table.releases,
    operators: table.rows,
    python: Object.assign({}, ...recordings.map((recording) => recording.python)),
    backward: Object.assign({}, ...recordings.map((recording) => recording.backward)),
    native: Object.assign({}, ...recordings.map((recording) => recording.native)),
    ways: waysOf(readYaml(join(folder, 'pytorch/ways.yaml')) ?? [], recordings),
    testedReleases: tested.releases,
    tested: tested.rows,
    sources: (readYaml(join(folder, 'pytorch/operators.yaml')) ?? []).map(({ source }) => source),
    recorded: recordings.map(({ source }) => source),
  }
}

function keysOf({ calls, backward = false, operators }) {
  return calls.flatMap((name) => operators.map((operator) => `${name} ${backward} ${operator}`))
}

/** What was recorded of what decides, but for operators of which somebody has said it better. */
function waysOf(byHand, recordings) {
  const known = new Set(byHand.flatMap(keysOf))
  const recorded = recordings.flatMap(({ source, ways = [] }) => ways.map((way) => ({ ...way, sources: [source] })))
  return [...byHand, ...recorded.filter((way) => !keysOf(way).some((key) => known.has(key)))]
}

/** What python/acclimate_rehearse needs to know, for all releases, as release.py there reads it. */
function readRehearsal(folder) {
  const { releases, rows } = readTable(join(folder, 'pytorch/operators.tsv'))
  const origins = readYaml(join(folder, 'pytorch/operators.yaml')) ?? []
  return {
    releases,
    revisions: origins.map(({ revision }) => revision ?? ''),
    operators: rows,
    texts: [...readTexts(join(folder, 'pytorch/kernel-texts.tsv')).values()].map((row) => [
      row.exception,
      releases.map((release) => (row.releases.has(release) ? 'y' : '-')).join(''),
      row.text,
    ]),
    functions: readTable(join(folder, 'pytorch/metal-functions.tsv')).rows,
    sparse: readTable(join(folder, 'pytorch/sparse-operators.tsv')).rows,
    names: readTable(join(folder, 'pytorch/metal-names.tsv')).rows,
  }
}

/** A name and a letter for each release in each row, the releases in the heading. */
export function readTable(file) {
  if (!existsSync(file)) return { releases: [], rows: {} }
  const [head, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n')
  return { releases: head.split('\t')[1].split(' '), rows: Object.fromEntries(rows.map((row) => row.split('\t'))) }
}

function readMlx(folder) {
  const file = join(folder, 'mlx/operations.tsv')
  if (!existsSync(file)) return { operations: {}, fromTorch: {}, absent: [], sources: [] }
  const [, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const { same, pairs, absent, sources } = readYaml(join(folder, 'mlx/from-pytorch.yaml'))
  const alike = same.flatMap(({ torch, mlx, names }) =>
    names.map((name) => ({ torch: `${torch}.${name}`, mlx: `${mlx}.${name}` })),
  )
  return {
    operations: Object.fromEntries(rows.map((row) => row.split('\t')).map(rangeOf)),
    fromTorch: Object.fromEntries([...alike, ...pairs].map(({ torch, ...rest }) => [torch, rest])),
    absent,
    sources,
  }
}

function rangeOf([name, since, until]) {
  return [name, { since, ...(until && { until }) }]
}

/** In the order of the names without their ends, so that `faiss` comes before `faiss-gpu`. */
function filesOf(folder, end, start = '') {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => name.startsWith(start) && name.endsWith(end))
  const stems = names.map((name) => name.slice(0, -end.length)).toSorted()
  return stems.map((stem) => join(folder, stem + end))
}
