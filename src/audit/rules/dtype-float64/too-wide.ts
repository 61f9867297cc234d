/** Whether a number type has no place on Metal for its 64-bit floats. */
export function isTooWide(dtype: string | undefined): boolean {
  return dtype === 'float64' || dtype === 'complex128'
}
