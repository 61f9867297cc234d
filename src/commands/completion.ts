import type { Command } from 'commander'

/** Shells whose completion is known. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const

type Shell = (typeof SHELLS)[number]

/**
 * What a shell reads to complete commands, options, and the values of options and arguments that have a few; files are left to the
 * shell.
 */
export function completionFor(shell: Shell, program: Command, words: FirstWords): string {
  if (shell === 'fish') return fish(program, words)
  return shell === 'zsh' ? `autoload -U +X bashcompinit && bashcompinit\n${bash(program, words)}` : bash(program, words)
}

/** What may stand first behind a command, where that is a few words. */
export type FirstWords = Readonly<Record<string, readonly string[]>>

function bash(program: Command, first: FirstWords): string {
  const commands = program.commands.map((command) => command.name())
  const options = program.commands.map(
    (command) => `    ${command.name()}) words=${quoted(optionsOf(command).map(({ long }) => long))} ;;`,
  )
  const values = program.commands.flatMap((command) =>
    optionsOf(command).flatMap(({ long, choices }) =>
      choices.length === 0 ? [] : [`    ${command.name()}:${long}) words=${quoted(choices)}; chosen=1 ;;`],
    ),
  )
  return [
    '_acclimate() {',
    '  local current="${COMP_WORDS[COMP_CWORD]}" command="${COMP_WORDS[1]}" words="" chosen="" first=""',
    '  COMPREPLY=()',
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    `    COMPREPLY=($(compgen -W ${quoted(commands)} -- "$current"))`,
    '    return',
    '  fi',
    '  case "$command" in',
    ...options,
    '  esac',
    '  case "$command:${COMP_WORDS[COMP_CWORD-1]}" in',
    ...values,
    '  esac',
    '  case "$COMP_CWORD:$command" in',
    ...Object.entries(first).map(([command, words]) => `    2:${command}) first=${quoted(words)} ;;`),
    '  esac',
    '  if [ -n "$chosen" ] || [ "${current#-}" != "$current" ]; then',
    '    COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '  elif [ -n "$first" ]; then',
    '    COMPREPLY=($(compgen -W "$first" -- "$current"))',
    '  fi',
    '}',
    'complete -o default -F _acclimate acclimate',
    '',
  ].join('\n')
}

function fish(program: Command, first: FirstWords): string {
  const lines = program.commands.flatMap((command) => [
    `complete -c acclimate -n __fish_use_subcommand -f -a ${command.name()} -d ${quoted([command.description()])}`,
    ...optionsOf(command).map(({ long, about, choices, takesValue }) =>
      [
        `complete -c acclimate -n '__fish_seen_subcommand_from ${command.name()}' -l ${long.slice(2)}`,
        `-d ${quoted([about])}`,
        ...(choices.length > 0 ? [`-x -a ${quoted(choices)}`] : takesValue ? ['-r'] : []),
      ].join(' '),
    ),
  ])
  const firsts = Object.entries(first).map(
    ([command, words]) => `complete -c acclimate -n '__fish_seen_subcommand_from ${command}' -f -a ${quoted(words)}`,
  )
  return [...lines, ...firsts].map((line) => `${line}\n`).join('')
}

interface Completed {
  readonly long: string
  readonly about: string
  readonly choices: readonly string[]
  readonly takesValue: boolean
}

function optionsOf(command: Command): readonly Completed[] {
  return command.options.flatMap(({ long, description, argChoices = [], required, optional }) =>
    typeof long === 'string'
      ? [{ long, about: description, choices: argChoices, takesValue: required || optional }]
      : [],
  )
}

/** Words in single quotes, as all three shells read them. */
function quoted(words: readonly string[]): string {
  return `'${words.join(' ').replaceAll("'", '’')}'`
}
