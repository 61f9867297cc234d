/** Operators with kernels for MPS that a module of PyTorch registers in Python, without the namespace. */
export function registeredIn(source: string): readonly string[]
