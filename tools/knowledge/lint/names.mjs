/** Modules that more than one library provides, in forks and builds; the first by file name is found by import. */
const SHARED_IMPORTS = new Set(['TTS', 'decord', 'faiss', 'mmcv', 'mxnet', 'onnxruntime', 'tensorflow'])

/** Names are normalised, and each leads to one library. */
export function* check({ entries }) {
  const owners = new Map()
  for (const { file, library } of entries) {
    if (typeof library.name !== 'string' || library.name === '') yield { where: file, what: 'has no name' }
    if (typeof library.category !== 'string') yield { where: file, what: 'has no category' }
    const names = { ...library, name: [...new Set([library.name?.toLowerCase(), ...library.aliases])] }
    for (const kind of ['name', 'pypi', 'conda', 'imports']) {
      for (const name of names[kind]) {
        if (!isNormal(kind, name)) yield { where: file, what: `${kind} name is not normalised: ${name}` }
        const owner = owners.get(`${kind} ${name}`)
        const shared = kind === 'imports' && SHARED_IMPORTS.has(name)
        if (owner !== undefined && !shared) yield { where: file, what: `${kind} name ${name} belongs to ${owner} too` }
        owners.set(`${kind} ${name}`, file)
      }
    }
  }
}

function isNormal(kind, name) {
  if (typeof name !== 'string' || name === '') return false
  if (kind === 'pypi') return name === name.toLowerCase().replace(/[-_.]+/g, '-')
  if (kind === 'conda' || kind === 'name') return name === name.toLowerCase()
  return /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(name)
}
