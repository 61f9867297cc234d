import { condaSpecifier } from './conda-version.ts'

/** What conda calls a match specification: `conda-forge::pytorch=2.1=*cuda*`. */
export interface CondaSpec {
  readonly name: string
  /** PEP 440; empty when any version will do. */
  readonly specifier: string
  readonly channel?: string
}

/** Longer texts are no specifications; the limit keeps the matching of hostile ones cheap. */
const LENGTH_LIMIT = 1000

const SPEC = /^(?:(?<channel>[^\s:]+)::)?(?<name>[\w.-]+)\s*(?<version>[^[]*)(?:\[(?<brackets>[^\]]*)\])?$/
const BRACKETED = /(?<!\w)(\w+)\s*=\s*(?:'([^']*)'|"([^"]*)"|([^,\s]+))/g

/** Reads conda's match specification; undefined when the text is none. */
export function parseCondaSpec(text: string): CondaSpec | undefined {
  if (text.length > LENGTH_LIMIT) return undefined
  const groups = SPEC.exec(text.trim())?.groups
  const name = groups?.['name']
  if (name === undefined) return undefined
  const bracketed = bracketedValues(groups?.['brackets'] ?? '')
  const channel = groups?.['channel'] ?? bracketed.get('channel')
  const version = bracketed.get('version') ?? versionPart(groups?.['version'] ?? '')
  return { name, specifier: condaSpecifier(version), ...(channel === undefined ? {} : { channel }) }
}

function bracketedValues(text: string): ReadonlyMap<string, string> {
  const found = text.matchAll(BRACKETED)
  return new Map([...found].map(([, key = '', single, double, bare]) => [key, single ?? double ?? bare ?? '']))
}

/** The version without the build that may follow it after a blank or an equals sign; a build makes `=` exact. */
function versionPart(text: string): string {
  const [version = '', build] = text
    .trim()
    .replace(/(?<!\s)\s*([,|<>=!~])\s*/g, '$1')
    .split(/\s+/)
  const [, exact] = /^=?([^=<>!~,|]+)=[^=]/.exec(version) ?? []
  if (exact !== undefined) return exact
  return build === undefined ? version : version.replace(/^=(?!=)/, '')
}
