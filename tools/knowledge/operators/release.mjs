/** Reads what one release of PyTorch says of its operators, from a wheel or from a copy of native_functions.yaml. */
import { createHash } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { withArchive } from './archive.mjs'
import { fallbacksInLibrary } from './cpu-fallback.mjs'
import { expectationsIn } from './expected-failures.mjs'

const YAML = 'torchgen/packaged/ATen/native/native_functions.yaml'
const VERSION = 'torch/version.py'
/** What is imported with PyTorch, or when MPS is first used, and so may have kernels for MPS written in Python. */
const PYTHON = /^torch\/(?!testing\/|_inductor\/|test\/).*\.py$/
/** In wheels from 2.8 on. */
const EXPECTATIONS = 'torch/testing/_internal/common_mps.py'
const LIBRARY = 'torch/lib/libtorch_cpu.dylib'

/**
 * `onCpu` is absent where the file does not tell: it takes a wheel for Macs. The same goes for `expected`, `registered` and
 * the revision, which a lone native_functions.yaml lacks.
 */
export async function readRelease(file) {
  const said = file.endsWith('.whl') ? readWheel(file) : readYaml(file)
  return { ...said, file: basename(file), sha256: await hashOf(file) }
}

function readWheel(file) {
  return withArchive(file, (read, paths) => {
    const [yaml, about] = [YAML, VERSION].map((path) => read(path)?.toString('utf8'))
    if (yaml === undefined || about === undefined) throw new Error(`${file} is no wheel of torch`)
    const library = read(LIBRARY)
    const expectations = read(EXPECTATIONS)?.toString('utf8')
    return {
      version: /__version__ = '([^'+]+)/.exec(about)?.[1],
      revision: /git_version = '([0-9a-f]{40})'/.exec(about)?.[1],
      yaml,
      registered: new Set(
        paths.filter((path) => PYTHON.test(path)).flatMap((path) => registeredIn(read(path).toString('utf8'))),
      ),
      ...(library !== undefined && { onCpu: fallbacksInLibrary(library) }),
      ...(expectations !== undefined && { expected: expectationsIn(expectations) }),
    }
  })
}

function readYaml(file) {
  const version = /(\d+\.\d+\.\d+)\.ya?ml$/.exec(file)?.[1]
  if (version === undefined)
    throw new Error(`${file}: its name has to end in the version, as native_functions-2.6.0.yaml`)
  return { version, yaml: readFileSync(file, 'utf8') }
}

/** `lib.impl("native_group_norm", f, "MPS")`, and what goes into a library that is for MPS as a whole. */
export function registeredIn(source) {
  const single = source.matchAll(/\.impl\(\s*"([^"]+)",[^)]*"MPS"/g)
  const libraries = source.matchAll(/^(\w+) = (?:torch\.library\.)?Library\(\s*"aten",\s*"IMPL",\s*"MPS"\s*\)/gm)
  const own = [...libraries].flatMap(([, library]) => [
    ...source.matchAll(new RegExp(`^${library}\\.impl\\(\\s*"([^"]+)"`, 'gm')),
  ])
  return [...single, ...own].map(([, name]) => name.replace(/^aten::/, ''))
}

async function hashOf(file) {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  return hash.digest('hex')
}
