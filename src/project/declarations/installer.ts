import { ADD_OPTIONS, CONDA_OPTIONS, PIP_OPTIONS, type Options } from './install-options.ts'

/** A command that installs packages: in whose spelling it names them, and the words after the verb. */
export interface Installation {
  readonly installer: Installer
  readonly words: readonly string[]
}

export interface Installer {
  /** The words of the program and its verb. */
  readonly words: readonly RegExp[]
  readonly options: Options
  readonly spelling: 'pip' | 'poetry' | 'conda'
}

const ADD = /^add$/
const INSTALLERS: readonly Installer[] = [
  { words: [/^pip[\d.]*$/, /^install$/], options: PIP_OPTIONS, spelling: 'pip' },
  { words: [/^uv$/, /^pip$/, /^install$/], options: PIP_OPTIONS, spelling: 'pip' },
  { words: [/^uv$/, ADD], options: ADD_OPTIONS, spelling: 'pip' },
  { words: [/^pdm$/, ADD], options: ADD_OPTIONS, spelling: 'pip' },
  { words: [/^rye$/, ADD], options: ADD_OPTIONS, spelling: 'pip' },
  { words: [/^pipenv$/, /^install$/], options: ADD_OPTIONS, spelling: 'pip' },
  { words: [/^poetry$/, ADD], options: ADD_OPTIONS, spelling: 'poetry' },
  { words: [/^pixi$/, ADD], options: ADD_OPTIONS, spelling: 'conda' },
  {
    words: [/^(?:conda|(?:micro)?mamba)$/, /^(?:install|create)$/],
    options: CONDA_OPTIONS,
    spelling: 'conda',
  },
]

/** Where a shell would end the command, should whoever split the words have left that in. */
const SHELL = /^(?:&&?|\|\|?|;|\d?>.*)$/s

/** Words before a command that leave it what it is. */
const WRAPPER = /^(?:sudo|exec|time|nohup|env|command|yes|\w+=.*)$/s

/** The installation that a command's words ask for; undefined when they ask for none. */
export function installationOf(words: readonly string[]): Installation | undefined {
  const end = words.findIndex((word) => SHELL.test(word))
  const line = programOf(end === -1 ? words : words.slice(0, end))
  for (const installer of INSTALLERS) {
    const after = follow(line, installer.words)
    if (after === undefined) continue
    // `pixi add --pypi` takes PyPI's packages, `pip install` within conda is matched by its own row.
    const spelling = line.includes('--pypi') ? 'pip' : installer.spelling
    return { installer: { ...installer, spelling }, words: after }
  }
  return undefined
}

/** The words from the program on, without what only wraps it: `sudo`, variables, `python -m`, `conda run -n env`. */
function programOf(words: readonly string[]): readonly string[] {
  let line = words
  for (;;) {
    const [first = '', second = '', third = ''] = line
    const program = first
      .replace(/^[!%]+/, '')
      .replace(/^.*[/\\]/, '')
      .replace(/\.exe$/i, '')
    // A blank may follow the mark that sends a notebook's line to the shell.
    if (WRAPPER.test(first) || (first !== '' && program === ''))
      line = line.slice(first === 'sudo' && /^-[EHnS]+$/.test(second) ? 2 : 1)
    else if (second === '-m' && /^(?:pip[\d.]*|uv)$/.test(third)) line = line.slice(2)
    else if (/^(?:conda|(?:micro)?mamba)$/.test(program) && second === 'run') line = afterOptions(line.slice(2))
    else return program === '' ? [] : [program, ...line.slice(1)]
  }
}

/** Steps over the options of `conda run`, of which those that name an environment take a value. */
function afterOptions(words: readonly string[]): readonly string[] {
  const [first = '', ...rest] = words
  if (!first.startsWith('-')) return words
  return afterOptions(/^(?:-n|-p|--name|--prefix|--cwd)$/.test(first) ? rest.slice(1) : rest)
}

/** The words after a program and its verb, between which options may stand (`pip -q install`). */
function follow(line: readonly string[], pattern: readonly RegExp[]): readonly string[] | undefined {
  let rest = line
  for (const word of pattern) {
    if (rest !== line) rest = rest.slice(rest.findIndex((each) => !each.startsWith('-')))
    if (!word.test(rest[0] ?? '')) return undefined
    rest = rest.slice(1)
  }
  return rest
}
