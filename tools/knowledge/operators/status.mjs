/**
 * How an operator fares on MPS in one release, by the rules with which torchgen makes kernels of native_functions.yaml.
 * The letters are those of `OPERATOR_STATUS` in src/knowledge/knowledge.ts.
 */

/** Kernels made of other operators. `NonFunctional` serves all backends whose tensors own their memory, MPS among them. */
const COMPOSITES = ['CompositeImplicitAutograd', 'CompositeExplicitAutograd', 'CompositeExplicitAutogradNonFunctional']

/** Backends of dense tensors. An operator with kernels for others alone is never reached from a tensor on MPS. */
const DENSE = new Set(['CPU', 'CUDA', 'MPS', 'XPU', 'MTIA', 'XLA', 'Lazy', 'HPU', 'IPU', 'VE', 'HIP', 'PrivateUse1'])

/** Operators of complex numbers: where MPS holds none, what the CPU computes has no way back, and the call raises. */
export const COMPLEX = new Set(['_fft_c2c', '_fft_r2c'])

/**
 * @param operators as `readNativeFunctions` gives them
 * @param registered operators that PyTorch composes of others for MPS, in Python and outside the file
 * @param onCpu operators that MPS hands to the CPU by itself
 * @param holdsComplex whether a tensor on MPS can have complex numbers
 * @returns a letter for each operator
 */
export function statusesOf(operators, { registered, onCpu, holdsComplex }) {
  const letterOf = (name) => {
    const { kernels, delegate, wraps } = operators.get(name) ?? { kernels: new Map() }
    if (onCpu.has(name)) return holdsComplex || !COMPLEX.has(name) ? 'f' : 'm'
    if (kernels.has('MPS')) return 'n'
    if (registered.has(name)) return 'c'
    if (wraps !== undefined) return letterOf(wraps)
    if (delegate !== undefined) return letterOfDelegate(kernels, letterOf(delegate))
    if (COMPOSITES.some((key) => kernels.has(key))) return 'c'
    return [...kernels.keys()].some((key) => DENSE.has(key)) ? 'm' : 'x'
  }
  return new Map([...operators.keys()].map((name) => [name, letterOf(name)]))
}

/**
 * A functional or in-place form whose `out=` form has the kernel, or is composed of others. Where that one has none, torchgen still makes a wrapper
 * for every backend, so that the call fails with the name of the `out=` form.
 */
function letterOfDelegate(kernels, letter) {
  if (letter === 'n' || letter === 'c') return letter
  const isComposite = kernels.has('CompositeImplicitAutograd') || kernels.has('CompositeExplicitAutograd')
  return isComposite ? 'c' : 'm'
}
