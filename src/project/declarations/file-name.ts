/** The name of the file that an address or path leads to, with `%2B` and the like decoded. */
export function fileName(address: string): string {
  const name = address.replace(/[?#].*$/, '').replace(/^.*[/\\]/, '')
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** The wheels among files that a lock lists by name or by address. */
export function wheelNames(files: readonly (string | undefined)[]): readonly string[] {
  const names = files.flatMap((file) => (file === undefined ? [] : fileName(file)))
  return names.filter((name) => name.endsWith('.whl'))
}
