/** Names that say by themselves that they are used for what they were given. */
const CONSTANT = /^[A-Z][A-Z0-9_]*$/

/** Objects whose methods matter as much as their making. */
const HANDLES = /\b(?:Event|Stream|Generator|GradScaler|CUDAGraph|device)\(/

/**
 * The names that a line binds and by which its subject is spoken of later: what an import brings, constants, and handles
 * such as events and streams. Ordinary variables are left out: half a file speaks of `model`.
 */
export function boundNames(line: string): readonly string[] {
  const imported = /^(?:from\s+\S+\s+)?import\s+([^#]*)/.exec(line)?.[1]
  if (imported !== undefined) {
    const names = imported.replace(/[()\\\s]+/g, ' ').split(',')
    return names
      .map((name) => name.trim().split(' ').at(-1) ?? '')
      .filter((name) => /^\w+$/.test(name) && !USUAL.has(name))
  }
  const targets = /^([\w., ]{1,80}?)\s*(?::[^=\n]{1,40})?=[^=]/.exec(line)?.[1]?.split(',') ?? []
  const names = targets.map((target) => target.trim().split('.').at(-1) ?? '')
  return names.filter((name) => CONSTANT.test(name) || (name !== '' && HANDLES.test(line)))
}

/** What nearly every file imports. */
const USUAL = new Set(['torch', 'nn', 'F', 'np', 'os', 'sys'])
