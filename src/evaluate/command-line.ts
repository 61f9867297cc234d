import type { Call } from '../project/python/tree.ts'
import { type Arguments, argumentOf, type Passed } from './arguments.ts'
import { type Frame, seenIn } from './frame.ts'
import type { OptionSeen } from '../trace/observation.ts'
import { atFirst, firstOf } from './form.ts'
import { lineageOf } from '../trace/definition.ts'
import { asDefault, join, options, UNKNOWN, type Value } from '../trace/value.ts'

/** Calls by which programs declare options, on a command line or a page, besides argparse's method. */
const DECLARATIONS =
  /^((rich_)?click\.(option|argument)|typer\.(Option|Argument)|absl\.flags\.DEFINE_\w+|streamlit\.(sidebar\.)?(selectbox|radio)|\.selectbox|gradio\.((components|inputs)\.)?(Dropdown|Radio))$/

/** Observes the declaration of a command-line option and, for argparse, remembers its default. */
export function declareOption(
  name: string,
  node: Call,
  passed: Arguments,
  receiver: Value | undefined,
  frame: Frame,
): void {
  const isArgparse = name === '.add_argument' && mayParse(receiver)
  if (!isArgparse && !DECLARATIONS.test(name)) return
  const option = name.startsWith('gradio.') ? labelOf(name, passed) : optionName(passed)
  if (option === undefined) return
  const fallback = isArgparse ? passed.keywords.get('default') : fallbackOf(name, passed)
  if (name.startsWith('absl.')) frame.program.flags.set(option, fallback ? asDefault(fallback.value) : UNKNOWN)
  const choices = offered(name, passed)
  if (isArgparse && receiver?.kind === 'instance') {
    receiver.fields.set(destination(passed) ?? option, unlessGiven(passed, fallback?.value))
  }
  frame.observe?.({
    kind: 'option',
    node,
    name: option,
    ...(fallback ? { default: fallback.value, defaultArgument: fallback.argument } : {}),
    ...(choices ? { choices: choices.value, choicesArgument: choices.argument } : {}),
    ...seenIn(frame),
  } satisfies OptionSeen)
}

/** What is taken where nobody gives an option, or chooses on a page. */
function fallbackOf(name: string, passed: Arguments): Passed | undefined {
  if (/^(?:rich_)?click\./.test(name)) return passed.keywords.get('default')
  if (name.startsWith('gradio.')) return atFirst(name, passed)
  if (isOfStreamlit(name)) return firstOf(passed)
  // With Typer that is the default of a parameter, which is seen as such.
  return name.startsWith('typer.') ? undefined : argumentOf(passed, 1, 'default')
}

/** Also of a column or another part of a page: `left.selectbox(...)`. */
function isOfStreamlit(name: string): boolean {
  return name.startsWith('streamlit.') || name === '.selectbox'
}

/** What a control is called on its page, or what it is. */
function labelOf(name: string, { keywords }: Arguments): string {
  return textOf(keywords.get('label')?.value) ?? name.slice(name.lastIndexOf('.') + 1)
}

/** What an option of argparse is where nobody gives it. */
function unlessGiven({ keywords }: Arguments, fallback: Value | undefined): Value {
  if (fallback) return asDefault(fallback)
  const action = textOf(keywords.get('action')?.value)
  if (action !== 'store_true' && action !== 'store_false') return UNKNOWN
  return asDefault({ kind: 'constant', value: action === 'store_false' })
}

/** What may be chosen: `choices=[...]`, `type=click.Choice([...])`, and by its position with Gradio, Streamlit and Abseil. */
function offered(name: string, passed: Arguments): Passed | undefined {
  const named = passed.keywords.get('choices') ?? passed.keywords.get('type')
  if (named) return ofChoice(named)
  if (name.startsWith('gradio.')) return passed.positional[0]
  if (isOfStreamlit(name)) return argumentOf(passed, 1, 'options')
  return name.endsWith('.DEFINE_enum') ? argumentOf(passed, 2, 'enum_values') : undefined
}

/** The list of texts in `click.Choice([...])`, and else what is given itself. */
function ofChoice(given: Passed): Passed {
  const { value: node } = given.argument
  const [list] = node.kind === 'call' ? node.arguments : []
  if (list?.value.kind !== 'sequence') return given
  const items = list.value.items.map((item): Value =>
    item.kind === 'string' ? { kind: 'constant', value: item.value } : UNKNOWN,
  )
  return { argument: list, value: { kind: 'collection', items } }
}

/** Whether something may be a parser of options: a class that is the project's own with all its bases is none. */
function mayParse(receiver: Value | undefined): boolean {
  if (!receiver) return true
  return options(receiver).some((option) => {
    if (option.kind === 'table' || option.kind === 'collection') return false
    const isOwn = option.kind === 'object' || option.kind === 'class'
    return !isOwn || [...lineageOf(option.class)].some(({ bases }) => bases.some((base) => base.kind !== 'class'))
  })
}

/** What a method of an argparse parser gives: groups share the parser's options, parsed arguments are its options. */
export function parserMethod(receiver: Value, method: string, passed: Arguments): Value | undefined {
  if (receiver.kind !== 'instance') return undefined
  if (/^add_(argument_group|mutually_exclusive_group|parser|subparsers)$/.test(method)) return receiver
  if (receiver.of.endsWith('HfArgumentParser') && method.startsWith('parse_')) return parsedDataclasses(receiver)
  if (method === 'parse_args') return receiver
  if (method === 'parse_known_args') return { kind: 'collection', items: [receiver, UNKNOWN] }
  if (method === 'set_defaults') for (const [name, { value }] of passed.keywords) receiver.fields.set(name, value)
  return undefined
}

function parsedDataclasses(receiver: Value): Value | undefined {
  if (receiver.kind !== 'instance') return undefined
  const given = receiver.fields.get('*classes')
  const classes = given?.kind === 'collection' ? given.items : given ? [given] : []
  return {
    kind: 'collection',
    items: classes.map((item): Value => (item.kind === 'class' ? { kind: 'object', class: item.class } : UNKNOWN)),
  }
}

/** `--device-type` becomes `device_type`. */
function optionName(passed: Arguments): string | undefined {
  const names = passed.positional.flatMap(({ value }) => textOf(value) ?? [])
  const long = names.find((name) => name.startsWith('--')) ?? names[0]
  return long?.replace(/^-+/, '').replaceAll('-', '_')
}

function destination(passed: Arguments): string | undefined {
  return textOf(passed.keywords.get('dest')?.value)
}

function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'constant' && typeof value.value === 'string' ? value.value : undefined
}

/** Adds to what a parameter may be. */
export function passTo(passed: Map<string, Value>, name: string, value: Value): void {
  const before = passed.get(name)
  passed.set(name, before ? join([before, value]) : value)
}
