import type { Site } from '../../report/report.ts'
import type { Command, Declaration, FileFacts } from '../facts.ts'
import { normaliseName } from '../requirement/name.ts'
import { understandRequirement } from '../requirement/understand.ts'
import { alternateOf } from './alternate.ts'
import { parseCondaSpec } from './conda-spec.ts'
import { given } from './given.ts'
import { readArguments } from './install-options.ts'
import { installationOf, type Installer } from './installer.ts'
import { shown } from './part.ts'
import { poetrySpecifier } from './poetry-version.ts'
import { sumFacts } from '../sum-facts.ts'

const FORMAT = 'pip-command'
/** More words are no command that a person wrote. */
const WORDS_LIMIT = 2000
/** A shell's variable or substitution, or a file name's pattern, in place of a package. */
const VARIABLE = /^[$`*]|^\{\{/
/** To conda, Python is a package like any other. */
const PYTHON = 'python'

/** The packages and indexes that a command installs from: `pip install`, `uv add`, `conda install` and their like. */
export function factsOfPipCommand(command: Command): FileFacts {
  const installation = installationOf(command.words.slice(0, WORDS_LIMIT))
  if (installation === undefined) return {}
  const { installer } = installation
  const words = installation.words.map((text) => ({ text, at: 0, end: 0 }))
  const { site } = command
  return sumFacts(
    readArguments(words, installer.options).map(({ meaning, text }): FileFacts => {
      if (meaning === 'other' || text === '') return {}
      if (meaning === 'requirement') return readPackage(installer.spelling, text, site)
      return { indexes: [{ url: text, kind: meaning, site }] }
    }),
  )
}

function readPackage(spelling: Installer['spelling'], text: string, site: Site): FileFacts {
  if (VARIABLE.test(text)) return unread(site, `${shown(text)} is known only when the command runs`)
  if (spelling === 'conda') return readCondaPackage(text, site)
  if (spelling === 'poetry') return readPoetryPackage(text, site)
  const { requirement, complaint } = understandRequirement(text)
  return {
    declarations: requirement ? [declaration(text, site, { ...requirement, ecosystem: 'pypi' })] : [],
    ...(complaint === undefined ? {} : unread(site, `${shown(text)} is not a requirement: ${complaint}`)),
  }
}

function readCondaPackage(text: string, site: Site): FileFacts {
  const spec = parseCondaSpec(text)
  if (spec === undefined) return unread(site, `${shown(text)} is not a conda package`)
  if (spec.name === PYTHON) return spec.specifier === '' ? {} : { pythons: [{ specifier: spec.specifier, site }] }
  return {
    declarations: [declaration(text, site, { ...spec, extras: [], ecosystem: 'conda' })],
    ...(spec.channel === undefined ? {} : { indexes: [{ url: spec.channel, kind: 'channel', site }] }),
  }
}

/** `name@constraint`, or what pip takes. */
function readPoetryPackage(text: string, site: Site): FileFacts {
  const [, name, constraint] = /^([\w.-]+(?:\[[^\]]*\])?)@([^:/]+)$/.exec(text) ?? []
  if (name === undefined || constraint === undefined) return readPackage('pip', text, site)
  const { requirement } = understandRequirement(name)
  const specifier = constraint === 'latest' ? '' : poetrySpecifier(constraint)
  if (requirement === undefined || specifier === undefined)
    return unread(site, `${shown(text)} is not a version constraint`)
  return { declarations: [declaration(text, site, { ...requirement, specifier, ecosystem: 'pypi' })] }
}

interface Stated {
  readonly name: string
  readonly specifier: string
  readonly extras: readonly string[]
  readonly ecosystem: 'pypi' | 'conda'
  readonly marker?: string
  readonly url?: string
}

function declaration(requirement: string, site: Site, { name, marker, url, ...stated }: Stated): Declaration {
  return {
    ...stated,
    name: normaliseName(name),
    requirement,
    ...given({ marker, url, alternate: alternateOf(site.file) }),
    scope: 'runtime',
    format: FORMAT,
    site,
  }
}

function unread({ file, line }: Site, reason: string): FileFacts {
  return { unread: [{ file, line, reason }] }
}
