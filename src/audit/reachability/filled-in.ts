/** The commands of a script with what its own variables stand for, and what calls of its functions run. */
import type { Command } from '../../project/facts.ts'

/** More words are no command that a person wrote: variables of variables can stand for any number. */
const MAX_WORDS = 300
/** Longest word that is put together, in UTF-16 code units. */
const MAX_LENGTH = 1_000
/** Most commands that one call of a function gives. */
const MAX_OF_FUNCTION = 20

/** What a name stands for, as words; undefined where it is one of several things. */
type Variables = ReadonlyMap<string, readonly string[] | undefined>

/** The commands of one file, in its order. What a variable is that is set to several things is left open. */
export function filledIn(commands: readonly Command[]): readonly Command[] {
  const variables = variablesOf(commands)
  const functions = functionsOf(commands)
  if (variables.size === 0 && functions.size === 0) return commands
  const isCalled = new Set(commands.map(({ words }) => words[0]))
  return commands.flatMap((command) => {
    const { inFunction } = command
    // What is run is seen where the function is called.
    if (inFunction !== undefined && isCalled.has(inFunction) && usesParameters(command)) return []
    const words = wordsWith(command.words, variables)
    const inner = functions.get(words[0] ?? '')
    const whole = { ...command, words }
    if (!inner || inFunction === words[0]) return [whole]
    const given = words.slice(1)
    return [whole, ...inner.map((own) => ({ ...whole, words: called(wordsWith(own.words, variables), given) }))]
  })
}

/** Commands that do something with what the function around them is given. */
function functionsOf(commands: readonly Command[]): ReadonlyMap<string, readonly Command[]> {
  const functions = new Map<string, Command[]>()
  for (const command of commands) {
    const { inFunction } = command
    if (inFunction === undefined || !usesParameters(command)) continue
    const own = functions.get(inFunction) ?? []
    if (own.length < MAX_OF_FUNCTION) functions.set(inFunction, [...own, command])
  }
  return functions
}

function usesParameters({ words }: Command): boolean {
  return words.some((word) => PARAMETER.test(word))
}

const ALL_PARAMETERS = /^\$(?:[@*]|\{[@*]\})$/
const PARAMETER = /\$(?:[@*]|\{[@*]\}|\d|\{\d\})/

/** The words of a function's command where it is called. */
function called(words: readonly string[], given: readonly string[]): readonly string[] {
  return words
    .flatMap((word) =>
      ALL_PARAMETERS.test(word)
        ? given
        : [word.replace(/\$(?:(\d)|\{(\d)\})/g, (whole, plain, braced) => given[Number(plain ?? braced) - 1] ?? whole)],
    )
    .slice(0, MAX_WORDS)
}

/** `export`, `local` and the like, before what they set. */
const DECLARES = /^(?:export|local|declare|readonly|typeset|-\w+)$/
const SETS = /^([A-Za-z_]\w*)(\+?)=(.*)$/s
/** `: "${DEVICE:=cuda}"` */
const SETS_UNLESS_SET = /^\$\{(\w+):?=([^{}]*)\}$/
/** What whoever starts the script gives, in place of what is set otherwise. */
const GIVEN = /^\$(?:\d|\{\d\}|OPTARG|\{OPTARG\})$/

/** The variables that a script sets, in its order, so that those that name others have what these stand for. */
function variablesOf(commands: readonly Command[]): Variables {
  const variables = new Map<string, readonly string[] | undefined>()
  for (const { words } of commands) {
    for (const { name, added, text } of settingsOf(words)) {
      const value = wordsWith(splitOf(text), variables)
      const before = variables.get(name)
      if (added && before) variables.set(name, [...before, ...value].slice(0, MAX_WORDS))
      else if (value.length === 1 && GIVEN.test(value[0] ?? '')) continue
      else if (variables.has(name) && before?.join(' ') !== value.join(' ')) variables.set(name, undefined)
      else variables.set(name, value)
    }
  }
  return variables
}

interface SettingOfVariable {
  readonly name: string
  readonly added: boolean
  readonly text: string
}

/** What a command sets that does nothing else. */
function settingsOf(words: readonly string[]): readonly SettingOfVariable[] {
  if (words[0] === ':') {
    const [, name, text] = SETS_UNLESS_SET.exec(words[1] ?? '') ?? []
    return name === undefined || text === undefined ? [] : [{ name, added: false, text }]
  }
  const set = DECLARES.test(words[0] ?? '') ? words.filter((word) => !DECLARES.test(word)) : words
  const settings = set.flatMap((word) => {
    const [, name, plus, text] = SETS.exec(word) ?? []
    return name === undefined || text === undefined ? [] : [{ name, added: plus === '+', text }]
  })
  return settings.length === set.length ? settings : []
}

/** The words of a value: `(--device cuda)`, `--device cuda`, `cuda`. */
function splitOf(text: string): readonly string[] {
  const list = /^\(([^]*)\)$/.exec(text)?.[1]
  return (list?.replace(/(?<=^|\s)#[^\n]*/g, '') ?? text)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS)
    .map((word) => (list === undefined ? word : word.replace(/^(["'])(.*)\1$/, '$2')))
}

/** A variable by itself, or all items of a list. */
const WHOLE = /^\$(?:(\w+)|\{(\w+)(?:\[[@*]\])?(?::?-([^{}]*))?\})$/
const WITHIN = /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?-([^{}]*))?\})/g

function wordsWith(words: readonly string[], variables: Variables): readonly string[] {
  if (!words.some((word) => word.includes('$'))) return words
  return words.flatMap((word) => wordWith(word, variables)).slice(0, MAX_WORDS)
}

function wordWith(word: string, variables: Variables): readonly string[] {
  const [whole, plain, braced, fallback] = WHOLE.exec(word) ?? []
  if (whole !== undefined) return valueOf(plain ?? braced ?? '', fallback, variables) ?? [word]
  const filled = word.replace(WITHIN, (all, name?: string, other?: string, otherwise?: string) => {
    const value = valueOf(name ?? other ?? '', otherwise, variables)
    return value?.length === 1 ? (value[0] ?? all) : all
  })
  return [filled.length > MAX_LENGTH ? word : filled]
}

/** What a name stands for: what the script sets, or what is taken where nobody does. */
function valueOf(name: string, fallback: string | undefined, variables: Variables): readonly string[] | undefined {
  if (variables.has(name)) return variables.get(name)
  return fallback === undefined || fallback === '' ? undefined : splitOf(fallback)
}
