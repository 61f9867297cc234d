/** Reads knowledge/ into the shapes of src/knowledge/knowledge.ts, files in the order of their names. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** The parts of `Knowledge`, each of which becomes a file. A part whose files are absent is empty. */
export function readKnowledge(folder) {
  return {
    libraries: readLibraries(folder).map(({ library }) => library),
    shelfLives: readYaml(join(folder, 'shelf-lives.yaml')) ?? {},
    considerations: readYaml(join(folder, 'considerations.yaml')) ?? [],
    releases: readYaml(join(folder, 'pytorch/releases.yaml')) ?? {},
    calls: readCalls(folder),
    equivalents: readYaml(join(folder, 'pytorch/equivalents.yaml')) ?? [],
    operators: readOperators(folder),
    machine: {
      macos: readYaml(join(folder, 'machine/macos.yaml')) ?? [],
      pythons: readYaml(join(folder, 'machine/pythons.yaml')) ?? [],
    },
  }
}

/** Each library with the file that it came from, for those who must point at it. */
export function readLibraries(folder) {
  return filesOf(join(folder, 'libraries'), '.yaml').map((file) => ({ file, library: libraryOf(readYaml(file)) }))
}

/** What a file may leave out, since most libraries have none of it. */
function libraryOf(read) {
  return {
    kind: 'library',
    aliases: [],
    pypi: [],
    conda: [],
    imports: [],
    metal: [],
    cuda: [],
    alternatives: [],
    ...read,
  }
}

/** YAML's core schema leaves dates as the strings that they are written as: no time zone can move them. */
export function readYaml(file) {
  return existsSync(file) ? parse(readFileSync(file, 'utf8'), { schema: 'core' }) : undefined
}

function readCalls(folder) {
  return filesOf(join(folder, 'pytorch'), '.json', 'calls-').flatMap((file) => {
    const { version, source, calls } = JSON.parse(readFileSync(file, 'utf8'))
    return Object.entries(calls).map(([name, fact]) => ({ name, version, ...fact, sources: [source] }))
  })
}

function readOperators(folder) {
  const file = join(folder, 'pytorch/operators.tsv')
  if (!existsSync(file)) return { releases: [], operators: {}, python: {}, sources: [], recorded: [] }
  const [head, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const recordings = filesOf(join(folder, 'pytorch'), '.json', 'python-operators-').map((name) =>
    JSON.parse(readFileSync(name, 'utf8')),
  )
  return {
    releases: (head.split('\t')[1] ?? '').split(' '),
    operators: Object.fromEntries(rows.map((row) => row.split('\t'))),
    python: Object.assign({}, ...recordings.map((recording) => recording.python)),
    sources: (readYaml(join(folder, 'pytorch/operators.yaml')) ?? []).map(({ source }) => source),
    recorded: recordings.map(({ source }) => source),
  }
}

/** In the order of the names without their ends, so that `faiss` comes before `faiss-gpu`. */
function filesOf(folder, end, start = '') {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => name.startsWith(start) && name.endsWith(end))
  const stems = names.map((name) => name.slice(0, -end.length)).toSorted()
  return stems.map((stem) => join(folder, stem + end))
}
