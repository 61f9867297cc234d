/** Understands what pip says about its settings. Pure, so that it can be tested without any pip. */

/** The sections that count for an installation, in the order in which pip lets one override the other. */
const SECTIONS = ['global', 'install', ':env:']

/** Reads `pip config list`: lines of `section.key='value'`. */
export function readPipConfig(text: string): ReadonlyMap<string, string> {
  const bySection = new Map<string, Map<string, string>>(SECTIONS.map((section) => [section, new Map()]))
  for (const line of text.split(/\r?\n/)) {
    const [, section = '', key = '', value = ''] = /^(:env:|[\w-]+)\.([\w-]+)=(.*)$/.exec(line) ?? []
    bySection.get(section)?.set(key.replaceAll('_', '-'), unquoted(value))
  }
  return new Map(SECTIONS.flatMap((section) => [...(bySection.get(section) ?? [])]))
}

/** The values of an option that takes several, divided by white space. */
export function wordsIn(value: string | undefined): readonly string[] {
  return (value ?? '').split(/\s+/).filter((part) => part !== '')
}

/** Whether pip takes a value for true. */
export function isSet(value: string | undefined): boolean {
  return value !== undefined && /^(?:1|true|yes|on|y|t)$/i.test(value)
}

/** The index that pip's own help names as the one it uses. */
export function indexInHelp(text: string): string | undefined {
  return /--index-url <url>[^(]{0,200}\(default\s+(\S{1,2000}?)\)/.exec(text)?.[1]
}

/** Values are written as Python writes texts. */
function unquoted(value: string): string {
  const [, , inner] = /^(['"])(.*)\1$/.exec(value) ?? []
  if (inner === undefined) return value
  return inner.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' || letter === 't' ? ' ' : letter))
}
