/** An import at the beginning of a line, of a notebook's JSON string too; names in brackets may go on for some lines. */
const IMPORT =
  /^[ \t]*(?:"[ \t]*|>>>[ \t]*)?(?:from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+(\([^)#]{0,2000}|[\w., \t]+)|import[ \t]+([\w., \t]+))/gm

/**
 * Where modules may stand that a text imports, as paths without an ending, relative to the root: those of the text's own folder
 * and of each folder above, since scripts are started from any of them, and of `src`. Names imported from a module may be modules themselves.
 */
export function importedModules(path: string, text: string): readonly string[] {
  const folders = path.split('/').slice(0, -1)
  const above = folders.map((_, depth) => folders.slice(0, depth + 1)).toReversed()
  const found = new Set<string>()
  for (const [, from, names = '', plain = ''] of text.matchAll(IMPORT)) {
    const modules = from === undefined ? namesOf(plain) : [from, ...namesOf(names).map((name) => joined(from, name))]
    for (const module of modules) {
      const dots = module.length - module.replace(/^\.+/, '').length
      const parts = module.slice(dots).split('.').filter(Boolean)
      const places = dots === 0 ? [...above, [], ['src']] : [folders.slice(0, folders.length - dots + 1)]
      for (const place of places) if (parts.length + place.length > 0) found.add([...place, ...parts].join('/'))
    }
  }
  return [...found]
}

function joined(from: string, name: string): string {
  return from.endsWith('.') ? from + name : `${from}.${name}`
}

/** The names of `a as b, c`. */
function namesOf(list: string): readonly string[] {
  return list
    .replaceAll(/[()\\]/g, ' ')
    .split(',')
    .flatMap((part) => part.trim().split(/\s+/).slice(0, 1))
    .filter((name) => /^\w[\w.]*$/.test(name))
}
