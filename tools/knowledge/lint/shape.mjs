import { statementsOf } from '../statements.mjs'

const STATUSES = new Set(['supported', 'partial', 'unsupported', 'unknown'])
const BACKENDS = new Set(['mps', 'mlx', 'jax', 'tensorflow', 'other'])
const EFFORTS = new Set(['minutes', 'hours', 'days'])
const KINDS = new Set(['library', 'tool', 'technique'])
const LIBRARY_KEYS = new Set(
  'name kind aliases pypi conda imports commands plain computing category metal cuda alternatives misfits models calls'.split(
    ' ',
  ),
)
const ALTERNATIVE_KEYS = new Set('use library when keeps loses effort omissible from to sources'.split(' '))
const MISFIT_KEYS = new Set('since until with note fix sources'.split(' '))
const MODEL_KEYS = new Set('type names since sources'.split(' '))
const STATEMENT_KEYS = new Set(
  'status since until from to installs imports gpu backend onRequest note sources'.split(' '),
)

/** Words come from closed lists, keys are those of the type, and what is less than supported says why. */
export function* check(knowledge) {
  for (const { file, library } of knowledge.entries) {
    yield* unknownKeys(file, library, LIBRARY_KEYS)
    if (!KINDS.has(library.kind)) yield { where: file, what: `kind is none of the known: ${library.kind}` }
    for (const model of library.models ?? []) yield* unknownKeys(file, model, MODEL_KEYS)
    for (const misfit of library.misfits ?? []) {
      yield* unknownKeys(file, misfit, MISFIT_KEYS)
      for (const key of ['note', 'fix'])
        if (typeof misfit[key] !== 'string') yield { where: file, what: `a misfit has no ${key}` }
      if (typeof misfit.with?.name !== 'string') yield { where: file, what: 'a misfit does not say with what' }
    }
    for (const alternative of library.alternatives) {
      const { use, effort } = alternative
      yield* unknownKeys(file, alternative, ALTERNATIVE_KEYS)
      if (typeof use !== 'string') yield { where: file, what: 'an alternative does not say what to use' }
      if (!EFFORTS.has(effort)) yield { where: file, what: `the effort of ${use} is none of the known: ${effort}` }
    }
  }
  for (const { where, statement } of statementsOf(knowledge)) {
    const { status, backend, note } = statement
    yield* unknownKeys(where, statement, STATEMENT_KEYS)
    if (!STATUSES.has(status)) yield { where, what: `status is none of the known: ${status}` }
    if (backend !== undefined && !BACKENDS.has(backend)) yield { where, what: `unknown backend: ${backend}` }
    if ((status === 'partial' || status === 'unsupported') && !note) yield { where, what: `${status} without a note` }
  }
}

function* unknownKeys(where, object, known) {
  for (const key of Object.keys(object)) if (!known.has(key)) yield { where, what: `has an unknown key: ${key}` }
}
