/**
 * Reads which of PyTorch's own tests its authors expect to fail on MPS, by function and number type, from the lists in
 * torch/testing/_internal/common_mps.py. They are strict: a test that passes against expectation fails, so the lists hold.
 * Functions that fail with every type are left out; the table of operators has them.
 */

/** Until this release, what works with complex numbers was listed and all else was expected to fail; then the reverse. */
const LISTS_FAILURES = '2.15.0'

/** Fail in the tests alone, which compare with the CPU: with weights of integers that gives 64-bit floats, and Metal 32-bit ones. */
const WORKING = new Set(['bincount'])

/** Rows are `function dtype`, functions as the test databases call them: `repeat`, `nn.functional.linear`. */
export function expectationsIn(source) {
  const code = source.replace(/#.*$/gm, '')
  const failing = blockOf(code, 'UNIMPLEMENTED_XFAILLIST') ?? ''
  const letters = [...failing.matchAll(/"([^"]+)":\s*\[([^\]]*)\]/g)]
    .filter(([, name]) => !WORKING.has(name))
    .flatMap(([, name, types]) => [...types.matchAll(/torch\.(\w+)/g)].map(([, type]) => [`${name} ${type}`, 'm']))
  const working = ['SUPPORTED_COMPLEX_OPS', 'AFTER_MACOS_14_0_SUPPORTED_COMPLEX_OPS']
  return new Map([
    ...letters,
    ...working.flatMap((list) => namesIn(code, list)).map((name) => [`${name} complex64`, 'n']),
    ...namesIn(code, 'UNSUPPORTED_COMPLEX_OPS').map((name) => [`${name} complex64`, 'm']),
  ])
}

/** Fills in what the lists of a release say by silence, for rows that other releases have named. */
export function withSilence(columns) {
  const rows = new Set([...columns.values()].flatMap((column) => [...column.keys()]))
  const complex = [...rows].filter((row) => row.endsWith(' complex64'))
  return new Map([...columns].map(([release, column]) => [release, filled(release, column, complex)]))
}

function filled(release, column, complex) {
  const silent = release.localeCompare(LISTS_FAILURES, 'en', { numeric: true }) < 0 ? 'm' : 'n'
  return new Map([...complex.map((row) => [row, silent]), ...column])
}

function namesIn(code, variable) {
  return [...(blockOf(code, variable) ?? '').matchAll(/"([^"]+)"/g)].map(([, name]) => name)
}

/** What stands between the braces of an assignment. */
function blockOf(code, variable) {
  return new RegExp(`^\\s*${variable}(?::[^=]*)?\\s*=\\s*\\{([^}]*)\\}`, 'm').exec(code)?.[1]
}
