/** A name that a line binds, and by which what the line says is spoken of later. */
export interface BoundName {
  readonly name: string
  /**
   * Whether the name stands for a value that code hands on, such as a device or a flag. Of other lines, ordinary variables are
   * left out: half a file speaks of `model`.
   */
  readonly isValue: boolean
  /** Whether it is an attribute of an object: `self.device`. */
  readonly isAttribute: boolean
  /** Whether it is only moved: what it was made as and what is called on it matters, and not all that speaks of it. */
  readonly isMoved?: true
}

/** Names that say by themselves that they are used for what they were given. */
const CONSTANT = /^[A-Z][A-Z0-9_]*$/

/** Objects whose methods matter as much as their making. */
const HANDLES = /\b(?:Event|Stream|Generator|GradScaler|CUDAGraph|device)\(/

/** What is moved: a model, or what it is given. */
const MOVED = /\.(?:cuda|to)\(/

/** A module that is moved in place: `net.to(device)`. */
const MOVED_IN_PLACE = /^(\w{1,80})\.(?:cuda|to)\(/

/** Calls that give a device, a flag, a number or a text, and words that stand before a bracket without calling anything. */
const GIVES_VALUE =
  /\b(?:is_available|is_built|device|device_count|current_device|is_initialized|getenv|get|str|int|bool|float|len|min|max|any|all|hasattr|getattr|isinstance|find_spec|system|machine|lower|upper|strip|split|format|startswith|Field|field|if|else|not|and|or|in|is|return)\s*\(/g

const CALL = /[\w)\]]\s*\(/

const ASSIGNMENT = /^([\w., ]{1,80}?)\s*(?::[^=\n]{1,80})?=(?!=)/

/** The option that a line declares, under the name by which it is read. */
const OPTION = /\badd_argument\(\s*(?:["']-\w["'],\s*)?["']--([\w-]+)/

/** A parameter with a default: its name, and the default up to where the next begins. */
const PARAMETER = /[(,]\s*(\w+)\s*(?::[^=,()]{1,80})?=\s*([^,)]{1,80})/g

/** The names that a line binds which matters: what an import brings, constants, values, and handles such as events and streams. */
export function boundNames(line: string, says: (text: string) => boolean): readonly BoundName[] {
  const imported = /^(from\s+\S+\s+)?import\s+([^#]*)/.exec(line)
  if (imported) return importedNames(imported[2] ?? '', imported[1] ?? '', says)
  const option = OPTION.exec(line)?.[1]
  if (option !== undefined) return [{ name: option.replaceAll('-', '_'), isValue: true, isAttribute: true }]
  const isValue = givesValue(line)
  const isHandle = HANDLES.test(line)
  const isMoved = MOVED.test(line)
  return targetsOf(line).flatMap((target) => {
    const name = target.split('.').at(-1) ?? ''
    const isAttribute = target.includes('.')
    if (name === '') return []
    if (isValue || isHandle || CONSTANT.test(name)) return [{ name, isValue, isAttribute }]
    return isMoved ? [{ name, isValue, isAttribute, isMoved }] : []
  })
}

/** An attribute that is given something, or an item of it: `self.means[name] = ...`. */
const HOLDER = /^(?:\w{1,80}\.){1,4}(\w{1,80})(?:\[[^\]\n]{1,80}\])?\s*=(?!=)/

/** The attribute that a line gives what one of some functions makes: `self.means[name] = torch.from_numpy(mean)`. */
export function holderIn(line: string, taking: ReadonlySet<string>): string | undefined {
  const [head = '', name] = HOLDER.exec(line) ?? []
  const makes = /(\w{1,80})\(/g
  return name !== undefined && [...line.slice(head.length).matchAll(makes)].some(([, made = '']) => taking.has(made))
    ? name
    : undefined
}

/** Whether a line makes what is filled later: `self.means = {}`. */
export function isEmptyTable(line: string): boolean {
  return /=\s*(?:\{\s*\}|dict\(\s*\))\s*$/.test(line)
}

/** Whether a line moves anything: `self.means[name].to(device)`. */
export function movesSomething(line: string): boolean {
  return MOVED.test(line)
}

/** Whether a line moves what has a name from then on: `net = Net().to(device)`, `x = x.cuda()`, `net.to(device)`. */
export function moves(line: string): boolean {
  return MOVED_IN_PLACE.test(line) || (MOVED.test(line) && ASSIGNMENT.test(line))
}

/**
 * Whether a line gives a value to a name, or back to who has called, and calls nothing that would make something else of it:
 * `a = b`, `self.a = b.c`, `return a`.
 */
export function givesValue(line: string): boolean {
  const given = ASSIGNMENT.exec(line) ?? /^return\b/.exec(line)
  return given !== null && !CALL.test(line.slice(given[0].length).replace(GIVES_VALUE, ' '))
}

/** The parameters of a function's head whose default says something. */
export function telling(head: string, says: (text: string) => boolean): readonly string[] {
  return [...head.matchAll(PARAMETER)].flatMap(([, name, value]) => (name && value && says(value) ? [name] : []))
}

function targetsOf(line: string): readonly string[] {
  const inPlace = MOVED_IN_PLACE.exec(line)?.[1]
  if (inPlace !== undefined) return [inPlace]
  return (
    ASSIGNMENT.exec(line)?.[1]
      ?.split(',')
      .map((target) => target.trim()) ?? []
  )
}

/** What an import brings: of several names those are values that say something, also as what their module has, or whose module does. */
function importedNames(list: string, from: string, says: (text: string) => boolean): readonly BoundName[] {
  const isOfModule = says(from)
  return list
    .replace(/[()\\\s]+/g, ' ')
    .split(',')
    .flatMap((written) => {
      const name = written.trim().split(' ').at(-1) ?? ''
      const isName = /^\w+$/.test(name) && !USUAL.has(name)
      return isName
        ? [{ name, isValue: isOfModule || says(`${from}import ${written.trim()}`), isAttribute: false }]
        : []
    })
}

/** What nearly every file imports. */
const USUAL = new Set(['torch', 'nn', 'F', 'np', 'os', 'sys'])
