import type { Scope } from '../../report/report.ts'
import type { Alternate } from '../facts.ts'

/** Alternates for working on the project, whatever platform they are for besides. */
const DEVELOPMENT: readonly (readonly [RegExp, Alternate])[] = [
  [/^(?:tests?|testing|ci|pytest)$/, 'test'],
  [/^(?:docs?|documentation|sphinx|readthedocs)$/, 'docs'],
  [/^(?:dev|devel|develop|development|lint|linting|format|style|quality|typing|mypy|precommit)$/, 'development'],
]

/** Words of a file's name and what they make it an alternate for; the first row that has one decides. */
const MEANINGS: readonly (readonly [RegExp, Alternate])[] = [
  [/^(?:macos|mac|osx|darwin|mps|metal|apple|silicon|m\d|mlx)$/, 'macos'],
  [/^(?:rocm\d*|amd|hip)$/, 'rocm'],
  [/^(?:cuda\d*|cu\d{2,3}|gpu|nvidia|tensorrt|trt)$/, 'cuda'],
  [/^(?:cpu|nogpu)$/, 'cpu'],
  [/^(?:windows|win|win32|win64|directml)$/, 'windows'],
  [/^(?:linux|ubuntu|manylinux)$/, 'linux'],
  ...DEVELOPMENT,
]

/** Words that make a file's requirements something else than what running the project needs. */
const SCOPES: readonly (readonly [RegExp, Scope])[] = [
  ...DEVELOPMENT.map(([words]) => [words, 'development'] as const),
  [/^(?:build|building|setup)$/, 'build'],
  [/^(?:optional|extras?|full|all|examples?|demos?|benchmarks?|notebooks?|tutorials?)$/, 'optional'],
]

/** Folders whose name speaks for a manifest in them, whatever the manifest is called. */
const TELLING_FOLDER = /^(?:tests?|docs?)$/
/** Folders that hold nothing but manifests, named for what they are for: `requirements/cuda/base.txt`. */
const MANIFEST_FOLDER = /^(?:requirements?|reqs?|deps|environments?|envs?)$/

/** What a manifest is an alternate for, judged by its path: `requirements_macos.txt`, `docs/requirements.txt`. */
export function alternateOf(path: string): Alternate | undefined {
  return meaning(wordsOf(path), MEANINGS)
}

/** The scope of what a manifest asks for as a whole, judged by its path; parts of it may say otherwise. */
export function scopeOf(path: string): Scope {
  return meaning(wordsOf(path), SCOPES) ?? 'runtime'
}

function meaning<T>(words: readonly string[], meanings: readonly (readonly [RegExp, T])[]): T | undefined {
  return meanings.find(([pattern]) => words.some((word) => pattern.test(word)))?.[1]
}

function wordsOf(path: string): readonly string[] {
  const folders = path.toLowerCase().split('/')
  const stem = (folders.pop() ?? '').replace(/\.[a-z]+$/, '')
  const telling = folders.filter(
    (folder, index) => TELLING_FOLDER.test(folder) || MANIFEST_FOLDER.test(folders[index - 1] ?? ''),
  )
  return [stem, ...telling].flatMap((name) => name.split(/[-_.\s+]+/))
}
