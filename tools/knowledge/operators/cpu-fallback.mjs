/**
 * Which operators MPS hands to the CPU by itself, without PYTORCH_ENABLE_MPS_FALLBACK. PyTorch lists them in
 * aten/src/ATen/mps/MPSFallback.mm only, which no wheel has; the library of a wheel for Macs has what became of it.
 */
import { readLibrary, stringsUsedBy } from './mach-o.mjs'

/** The list has this one too, with a kernel that does nothing but explain what went wrong. */
const RAISES = '_slow_conv2d_forward'

/** What `TORCH_LIBRARY_IMPL(aten, MPS, …)` of MPSFallback.mm compiles to: the only one right in the namespace `at`. */
const REGISTRATION = /^__ZN2atL\d+TORCH_LIBRARY_IMPL_init_aten_MPS_\d+ERN5torch7LibraryE$/

/** @param bytes the content of libtorch_cpu.dylib */
export function fallbacksInLibrary(bytes) {
  const library = readLibrary(bytes)
  const registrations = library.symbols.filter(({ name }) => REGISTRATION.test(name))
  if (registrations.length !== 1) throw new Error(`${registrations.length} functions look like MPSFallback.mm`)
  return new Set(stringsUsedBy(library, registrations[0]).filter((name) => name !== RAISES))
}
